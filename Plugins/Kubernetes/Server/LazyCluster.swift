import KubernetesClient

/// A client of a cluster that is made when it is first needed, once.
actor LazyCluster {
    private let make: @Sendable () async throws -> KubernetesClient
    private var making: Task<KubernetesClient, any Error>?

    init(_ make: @escaping @Sendable () async throws -> KubernetesClient) { self.make = make }

    /// The client, the same for every caller. After a failure the next caller tries again.
    func client() async throws -> KubernetesClient {
        let task = making ?? Task { [make] in try await make() }
        making = task
        do {
            return try await task.value
        } catch {
            if making == task { making = nil }
            throw error
        }
    }
}
