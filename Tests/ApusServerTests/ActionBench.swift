import ApusBundledArtifactStores
import ApusCore
import ApusModel
import ApusServer
import ApusTestKit
import FoundationEssentials
import SystemPackage

/// What a server can reach in tests of its actions: a cluster in memory, by a connector with a token.
struct ActionBench: Sendable {
    let cluster = NotingOrchestrator()
    let peer = InMemoryPeer(resources: [.kubernetesCluster: ["prod"]], token: SecretString("t0ken"))
    let store = InMemoryMetadataStore()
    let now = Timestamp.rounded(Date())
    let connector: Connector
    let orchestrator: Component
    /// Reached by what its user's machine has.
    let unconnected: Component
    let shelf: Component

    init() async throws {
        connector = Connector(
            name: "cluster", type: "memory", authMethod: "token", resourceTypes: [.kubernetesCluster],
            secretOptions: ["token"], createdAt: now)
        orchestrator = Component(
            type: .orchestrator, name: "far", flavor: "noting",
            connector: ConnectorBinding(
                connector: connector.id, resourceType: .kubernetesCluster, resourceID: "prod"), createdAt: now)
        unconnected = Component(type: .orchestrator, name: "near", flavor: "noting", createdAt: now)
        shelf = Component(type: .artifactStore, name: "shelf", flavor: "memory", createdAt: now)
        try await store.create(connector, secrets: ["token": SecretString("t0ken")])
        for component in [orchestrator, unconnected, shelf] { try await store.create(component, secrets: [:]) }
    }

    var flavors: ServerFlavors {
        get throws {
            ServerFlavors(
                declared: try FlavorRegistry([BenchPlugin(bench: self)]),
                artifactStores: try BundledArtifactStores.registry(), home: "/nowhere")
        }
    }

    func plan(on orchestrator: Component) -> RunPlan {
        RunPlan(
            pipeline: "digits", stack: "far", components: [orchestrator, shelf],
            steps: [
                PlannedStep(name: "a", command: .shell("true")),
                PlannedStep(name: "b", command: .shell("true"), upstream: ["a"]),
            ])
    }

    /// A run that failed: `a` succeeded, `b` did not run.
    func failedRun(on orchestrator: Component) async throws -> Run {
        let run = Run(name: "digits-1", pipeline: "digits", stack: "far", createdAt: now)
        try await store.create(run, plan: plan(on: orchestrator))
        let attempt = Attempt.Key(run: run.id, step: "a", number: 1)
        try await store.launch(attempt, inputs: [:], cacheKey: nil, at: now)
        _ = try await store.claim(attempt, holder: "pod", at: now)
        _ = try await store.report(
            AttemptReport(attempt: attempt, holder: "pod", outcome: .succeeded(outputs: [:])), at: now)
        _ = try await store.settle("b", of: run.id, as: .skipped(reason: "no"), at: now)
        return try await store.advance(run.id, to: .failed, reason: "no", at: now)
    }

    func schedule(on orchestrator: Component) async throws -> Schedule {
        let schedule = Schedule(
            name: "nightly", pipeline: "digits", stack: "far", cron: try CronExpression("@daily"), createdAt: now)
        try await store.create(schedule, plan: plan(on: orchestrator))
        return schedule
    }
}

private struct BenchPlugin: StackPlugin {
    static let manifest = PluginManifest(name: "bench", version: "1", summary: "For tests")
    let bench: ActionBench

    private struct Options: ComponentConfiguration {
        init() {}
    }

    func register(into registry: inout FlavorRegistry) throws {
        try registry.register(bench.cluster.flavor)
        try registry.register(
            Flavor(
                type: .artifactStore, name: "memory", summary: "Keeps bytes", configuration: Options.self,
                isRemote: { _ in true }
            ) { _, _ in InMemoryArtifactStore() })
        try registry.register(InMemoryServiceConnector.type(reaching: bench.peer))
    }
}
