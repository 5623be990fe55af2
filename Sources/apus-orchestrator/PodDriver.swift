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
            try await RunDriver.drive(
                id, store: store, timing: DriverTiming(newsCoalescing: Self.patience), clock: environment.loop.clock,
                logger: logger
            ) { run, plan in
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

    /// Nobody waits for what the cluster says of a step that reports itself, for the answer to a Job, nor for the news
    /// that a step begins: each reading takes processor time.
    private static let patience: Duration = .seconds(1)

    private func launcher(
        for run: Run, _ plan: RunPlan, _ planned: PlanOptions
    ) async throws -> KubernetesStepLauncher {
        let options = planned.run
        let client = KubernetesClient(
            try ClusterAccess.inCluster(), maximumRetries: options.maxApiRetries,
            timeLimit: options.apiRequestTimeout.map { .seconds($0) }, on: environment.loop,
            creationCoalescing: Self.patience, logger: logger)
        return KubernetesStepLauncher(
            client: client, run: run, options: planned,
            manifests: JobManifest(
                run: run, plan: plan, options: planned,
                server: ServerEnvironment(url: environment.url, token: try tokenSource(run, plan, options)),
                pullSecret: environment.pullSecret),
            namespace: environment.namespace, owner: try await owner(client),
            watchTiming: WatchTiming(coalescing: Self.patience), clock: environment.loop.clock, logger: logger)
    }

    private func owner(_ client: KubernetesClient) async throws -> JobOwner {
        if let uid = environment.jobUID { return JobOwner(name: environment.job, uid: uid) }
        let job: Job = try await client.get(.jobs, environment.job, in: environment.namespace)
        return JobOwner(name: job.metadata.name, uid: job.metadata.uid)
    }

    private func tokenSource(
        _ run: Run, _ plan: RunPlan, _ options: KubernetesOrchestratorConfiguration
    ) throws(ApusError) -> ServerEnvironment.Token {
        ServerEnvironment.Token(
            options, token: try token.current(), secret: ObjectNames(run: run, plan: plan).tokenSecret)
    }
}
