import ApusCore
import ApusHost
import ApusModel
import ApusPluginHost
import ApusTestKit
import FoundationEssentials
import Logging
import SystemPackage

@testable import ApusCommands

/// A session on a store in memory, with two orchestrators that can schedule.
struct ScheduleBench {
    static let url = "http://10.0.0.1:8237"
    let store = InMemoryMetadataStore()
    let near = RecordingOrchestrator()
    let far = RecordingOrchestrator()
    let session: Session
    private let components: [Component]

    init() async throws {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let environment = ["APUS_API_KEY": "apus_test", "APUS_HOME": "/nowhere"]
        let registry = try FlavorRegistry([BenchPlugin(orchestrators: ["near": near, "far": far])])
        session = Session(
            home: Home(path: "/nowhere"), state: UserState(server: Self.url), project: nil, registry: registry,
            plugins: PluginHost(programs: "/nowhere", environment: environment, logger: logger), refusedPlugins: [:],
            store: store, environment: environment, logger: logger)
        let now = Date(timeIntervalSince1970: 0)
        components = ["near", "far"].map {
            Component(type: .orchestrator, name: $0, flavor: "recording", createdAt: now)
        }
        for component in components { try await store.create(component, secrets: [:]) }
    }
}

/// The flavors of the bench.
private struct BenchPlugin: StackPlugin {
    static let manifest = PluginManifest(name: "bench", version: "1", summary: "For tests")
    let orchestrators: [String: RecordingOrchestrator]

    private struct Options: ComponentConfiguration {
        init() {}
    }

    func register(into registry: inout FlavorRegistry) throws {
        let orchestrators = orchestrators
        try registry.register(
            Flavor(
                type: .orchestrator, name: "recording", summary: "Keeps schedules", configuration: Options.self,
                isRemote: { _ in true }
            ) { _, context in
                guard let found = orchestrators[context.component.name] else {
                    throw ApusError(.notFound, "there is no orchestrator '\(context.component.name)'")
                }
                return found
            })
        try registry.register(
            Flavor(
                type: .artifactStore, name: "memory", summary: "Keeps bytes", configuration: Options.self,
                isRemote: { _ in true }
            ) { _, _ in InMemoryArtifactStore() })
    }
}

extension ScheduleBench {
    /// A plan for the orchestrator of that name.
    func plan(on orchestrator: String = "near", steps: Int = 1) throws -> RunPlan {
        let now = Date(timeIntervalSince1970: 0)
        let parts = components.filter { $0.name == orchestrator }
        return RunPlan(
            pipeline: "digits", stack: orchestrator,
            components: parts + [Component(type: .artifactStore, name: "m", flavor: "memory", createdAt: now)],
            steps: (0..<steps).map { PlannedStep(name: "s\($0)", command: .shell("true")) })
    }

    func compiled(on orchestrator: String = "near", steps: Int = 1) async throws -> CompiledPipeline {
        let plan = try plan(on: orchestrator, steps: steps)
        let parts = try await StackParts(plan.components, of: "a stack", session)
        return CompiledPipeline(plan: plan, parts: parts)
    }

    static func schedule(_ name: String = "nightly", cron: String = "30 2 * * *") throws -> Schedule {
        Schedule(
            name: name, pipeline: "digits", stack: "near", cron: try CronExpression(cron),
            createdAt: Date(timeIntervalSince1970: 0))
    }
}
