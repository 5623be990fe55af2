import ApusCore
import ApusModel
import KubernetesClient

/// The configuration of a connector to one cluster.
protocol ClusterConfiguration: ComponentConfiguration {
    /// The way to the cluster.
    /// - Parameter connector: the name of the connector, for messages.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration`.
    func access(of connector: String) throws(ApusError) -> ClusterAccess
}
