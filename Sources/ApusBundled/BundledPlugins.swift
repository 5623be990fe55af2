public import ApusCore
import KubernetesPlugin
import LocalPlugin
import OCIPlugin
import S3Plugin

/// The plugins that come with Apus.
public enum BundledPlugins {
    /// In the order in which listings show them.
    public static let all: [any StackPlugin] = [LocalPlugin(), KubernetesPlugin(), S3Plugin(), OCIPlugin()]
}
