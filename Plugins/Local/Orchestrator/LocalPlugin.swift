public import ApusCore
import LocalArtifactStore

/// Supplies the flavors `local`: an orchestrator that runs steps as processes of this machine, and an artifact store in
/// a folder of it.
public struct LocalPlugin: StackPlugin {
    public static let manifest = PluginManifest(
        name: "local", version: "0.1.0", summary: "Steps as processes and artifacts in a folder of this machine")

    public init() {}

    public func register(into registry: inout FlavorRegistry) throws {
        try registry.register(LocalOrchestrator.flavor)
        try registry.register(LocalArtifactStore.flavor)
    }
}
