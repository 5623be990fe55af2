public import ApusCore
public import ApusModel
import KubernetesClient
import KubernetesIdentity
import KubernetesKubeconfig
public import Logging

/// The infrastructure that can say which run a program belongs to.
public enum BundledProgramVerifiers {
    /// Pods of a Kubernetes cluster. Contacts nothing yet.
    /// - Parameters:
    ///   - namespaces: whose pods are believed.
    ///   - context: of this user's kubeconfig; `nil` for the cluster that this process runs in.
    /// - Throws: ``/ApusModel/ApusError`` when there is no such context, or this process runs in no cluster.
    public static func pods(
        of namespaces: Set<String>, context: String?, logger: Logger
    ) throws(ApusError) -> any ProgramVerifier {
        let access = if let context { try Kubeconfig.load().access(to: context) } else { try ClusterAccess.inCluster() }
        return PodVerifier(namespaces: namespaces, client: KubernetesClient(access, logger: logger))
    }
}
