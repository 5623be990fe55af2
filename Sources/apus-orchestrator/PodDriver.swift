import ApusClient
import ApusDriver
import ApusEngine
import ApusHTTP
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesDriver
import KubernetesManifests
import Logging

/// Drives a run from the orchestrator pod: its state is in the server, its pods are in this cluster.
struct PodDriver {
    let environment: PodEnvironment
    let store: RemoteStore
    /// The run's.
    let token: BearerToken
    let logger: Logger

    init(environment: PodEnvironment, token: BearerToken, logger: Logger) throws(ApusError) {
        self.environment = environment
        self.token = token
        self.logger = logger
        store = try environment.store(token, logger)
    }

    /// The run once it is over. A run that can never be driven ends as failed, with the reason.
    func drive(_ id: Identifier<Run>) async throws -> Run {
        try await endingWhatCannotBeDriven(id) {
            try await RunDriver.drive(id, store: store, clock: environment.loop.clock, logger: logger) { run, plan in
                let options = try PlanOptions(plan)
                return (try await launcher(for: run, plan, options), EnginePolicy(options))
            }
        }
    }

    /// Ends the run as failed when `body` throws what trying again cannot help.
    func endingWhatCannotBeDriven<Result: Sendable>(
        _ id: Identifier<Run>, _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch let error as ApusError where ![.unavailable, .timedOut].contains(error.code) {
            _ = try await store.advance(
                id, to: .failed, reason: "the run cannot be driven: \(error.summary)", at: Date())
            throw error
        }
    }

    private func launcher(
        for run: Run, _ plan: RunPlan, _ planned: PlanOptions
    ) async throws -> KubernetesStepLauncher {
        let options = planned.run
        // Nobody waits for what the cluster says of a step that reports itself, nor for the answer to a creation, unless many
        // creations wait for their turn: 64 at once make 3,200 a second.
        let client = KubernetesClient(
            try ClusterAccess.inCluster(), maximumRetries: options.maxApiRetries,
            timeLimit: options.apiRequestTimeout.map { .seconds($0) }, on: environment.loop,
            creationCoalescing: .milliseconds(20), logger: logger)
        let own: Job = try await client.get(.jobs, environment.job, in: environment.namespace)
        return KubernetesStepLauncher(
            client: client, run: run, options: planned,
            manifests: JobManifest(
                run: run, plan: plan, options: planned,
                server: ServerEnvironment(url: environment.url, token: try tokenSource(run, plan, options)),
                pullSecret: environment.pullSecret),
            namespace: environment.namespace, owner: JobOwner(name: own.metadata.name, uid: own.metadata.uid),
            watchTiming: WatchTiming(coalescing: .milliseconds(250)), clock: environment.loop.clock, logger: logger)
    }

    private func tokenSource(
        _ run: Run, _ plan: RunPlan, _ options: KubernetesOrchestratorConfiguration
    ) throws(ApusError) -> ServerEnvironment.Token {
        ServerEnvironment.Token(
            options, token: try token.current(), secret: ObjectNames(run: run, plan: plan).tokenSecret)
    }
}
