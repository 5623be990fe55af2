import ApusCore
import ApusModel
import KubernetesClient
import KubernetesKubeconfig
import KubernetesManifests

/// The way to the orchestrator's cluster: its connector, else the cluster around this process, else the kubeconfig.
actor ClusterReach {
    private let configuration: KubernetesOrchestratorConfiguration
    private let context: ComponentContext
    private var reached: KubernetesClient?

    /// - Parameter reached: a client that is there already; `nil` to make one when it is wanted.
    init(
        _ configuration: KubernetesOrchestratorConfiguration, _ context: ComponentContext,
        reached: KubernetesClient? = nil
    ) {
        self.configuration = configuration
        self.context = context
        self.reached = reached
    }

    /// A client of the cluster, the same for every caller.
    func client() async throws -> KubernetesClient {
        if let reached { return reached }
        let client = KubernetesClient(
            try await access(), maximumRetries: configuration.maxApiRetries,
            timeLimit: configuration.apiRequestTimeout.map { .seconds($0) }, logger: context.logger)
        reached = client
        return client
    }

    private func access() async throws -> ClusterAccess {
        if let access = context.access { return try await ClusterAccess.renewed(by: access) }
        guard context.usesMachine else {
            throw ApusError(
                .rejected, "orchestrator '\(context.component.name)' can be asked from a user's own machine only",
                reason: "it has no service connector, and so uses what that machine has",
                hint: "apus orchestrator connect \(context.component.name) --connector NAME")
        }
        if configuration.incluster { return try ClusterAccess.inCluster() }
        return try Kubeconfig.load().access(to: configuration.kubernetesContext)
    }
}
