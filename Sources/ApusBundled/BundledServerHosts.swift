public import ApusCore
public import ApusHosting
import ApusModel
import KubernetesClient
import KubernetesKubeconfig
import KubernetesServer
public import Logging

/// The infrastructure that servers of Apus can be installed in.
public enum BundledServerHosts {
    /// The cluster of a context of this user's kubeconfig.
    public static func cluster(ofContext context: String, logger: Logger) -> any ServerHost {
        KubernetesServerHost(logger: logger) { try Kubeconfig.load().access(to: context) }
    }

    /// The cluster that a service connector gives access to.
    /// - Parameter access: asks the connector; called again when credentials end.
    public static func cluster(
        logger: Logger, access: @escaping @Sendable () async throws -> ResourceAccess
    ) -> any ServerHost {
        KubernetesServerHost(logger: logger) { try await ClusterAccess.renewed(by: access) }
    }
}
