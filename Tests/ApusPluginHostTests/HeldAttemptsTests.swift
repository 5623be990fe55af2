import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import Glibc
import LocalArtifactStore
import Logging
import SystemPackage
import Testing

@testable import ApusPluginHost

/// An orchestrator that a plugin serves, with the example that limits CPU and memory.
@Suite("An orchestrator in a plugin", .serialized, .timeLimit(.minutes(20)))
struct HeldAttemptsTests {
    @Test("keeps the contract of orchestrators", arguments: OrchestratorConformance.Check.all)
    func contract(check: OrchestratorConformance.Check) async throws {
        try await withFixture { fixture in try await OrchestratorConformance { fixture.bench }.run(check) }
    }

    @Test("that is killed while a step runs loses the attempt, and the run goes on")
    func killed() async throws {
        try await withFixture { fixture in
            let store = fixture.environment.store
            let mark = fixture.folder.appending("second")
            let text = "if [ -e \(mark) ]; then exit 0; fi; touch \(mark); exec sleep 600"
            let plan = fixture.plan([PlannedStep(name: "long", command: .shell(text))])
            let run = Run(name: "killed", pipeline: plan.pipeline, stack: plan.stack, createdAt: Date())
            try await store.create(run, plan: plan)
            let submitted = SubmittedRun(run: run, plan: plan, environment: fixture.environment)
            async let ended = fixture.orchestrator.follow(submitted) { _ in }
            for try await event in store.events(of: run.id, after: 0) {
                if case .step(let step) = event.change, step.status == .running { break }
            }
            try await waitForFile(mark)
            try await fixture.program.process().kill()
            #expect(try await ended.status == .succeeded)
            let step = try #require(try await store.steps(of: run.id).first)
            #expect(step.attempts.count == 2, "\(step)")
            #expect(step.attempts.first?.failure?.kind == .infrastructure, "\(step)")
        }
    }

    private struct Fixture: Sendable {
        let orchestrator: any Orchestrator
        let environment: RunEnvironment
        let artifactStore: Component
        let program: PluginProgram
        let folder: FilePath

        func plan(_ steps: [PlannedStep]) -> RunPlan {
            RunPlan(pipeline: "conformance", stack: "default", components: [artifactStore], steps: steps)
        }

        var bench: OrchestratorConformance.Bench {
            OrchestratorConformance.Bench(orchestrator: orchestrator, environment: environment) { plan($0) }
        }
    }

    private func withFixture(_ body: (Fixture) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let environment = ProcessInfo.processInfo.environment.filter { ["PATH", "HOME"].contains($0.key) }
            let host = TestPlugin.host(environment)
            let plugin = try await host.examine(PluginSource(BuildFolder.path.appending("limits")))
            let flavor = try #require(plugin.flavors(in: host).first)
            let component = Component(type: .orchestrator, name: "mine", flavor: "limits", createdAt: Date())
            let made = try flavor.make(
                ComponentContext(component: component, home: folder.appending("home"), logger: Logger(label: "test")))
            let artifacts = LocalArtifactStore(folder: folder.appending("artifacts"))
            let fixture = Fixture(
                orchestrator: try #require(made as? any Orchestrator),
                environment: RunEnvironment(
                    store: InMemoryMetadataStore(), artifactStore: artifacts, programs: BuildFolder.path),
                artifactStore: Component(
                    type: .artifactStore, name: "mine", flavor: "local",
                    configuration: ["path": .string(artifacts.folder.string)], createdAt: Date()),
                program: host.program(of: plugin), folder: folder)
            do {
                try await body(fixture)
            } catch {
                await host.end()
                throw error
            }
            await host.end()
        }
    }
}
