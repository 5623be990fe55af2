import ApusAPI
public import ApusHTTP
public import ApusHosting
public import ApusModel
public import KubernetesClient
public import Logging

/// Runs servers in the namespaces of a cluster: a Deployment of one pod with a volume, and what belongs to it.
public struct KubernetesServerHost: ServerHost {
    let cluster: LazyCluster
    let logger: Logger
    let clock: any Clock<Duration>

    /// Contacts nothing.
    /// - Parameters:
    ///   - clock: by which is waited.
    ///   - http: makes what the cluster is contacted with.
    ///   - access: the way to the cluster; asked for once, when it is needed.
    public init(
        logger: Logger, clock: any Clock<Duration> = ContinuousClock(),
        http: @escaping @Sendable (HTTPClientConfiguration) -> any HTTPClient = { CurlHTTPClient(configuration: $0) },
        access: @escaping @Sendable () async throws -> ClusterAccess
    ) {
        self.logger = logger
        self.clock = clock
        cluster = LazyCluster { KubernetesClient(try await access(), logger: logger, http: http) }
    }

    public func manifests(of deployment: ServerDeployment) throws -> [JSONValue] {
        let manifests = ServerManifests(deployment: deployment)
        return [manifests.namespace] + manifests.objects
    }

    public func tunnel(to place: String, base: String) -> any HTTPClient {
        ServerTunnel(cluster: cluster, namespace: place, base: base)
    }
}
