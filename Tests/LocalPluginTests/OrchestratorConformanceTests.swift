import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import LocalArtifactStore
import LocalPlugin
import Logging
import SystemPackage
import Testing

@Suite("What runs pipelines on this machine", .timeLimit(.minutes(20)))
struct OrchestratorConformanceTests {
    @Test("as processes keeps the contract", arguments: OrchestratorConformance.Check.all)
    func local(check: OrchestratorConformance.Check) async throws {
        try await withScratchFolder { folder in
            let orchestrator = LocalOrchestrator(home: folder.appending("home"), logger: Logger(label: "test"))
            try await OrchestratorConformance { bench(orchestrator, in: folder) }.run(check)
        }
    }

    @Test("in memory keeps the contract", arguments: OrchestratorConformance.Check.all)
    func inMemory(check: OrchestratorConformance.Check) async throws {
        try await withScratchFolder { folder in
            try await OrchestratorConformance { bench(InMemoryOrchestrator(), in: folder) }.run(check)
        }
    }

    private func bench(_ orchestrator: any Orchestrator, in folder: FilePath) -> OrchestratorConformance.Bench {
        let artifacts = LocalArtifactStore(folder: folder.appending("artifacts"))
        let component = Component(
            type: .artifactStore, name: "mine", flavor: "local",
            configuration: ["path": .string(artifacts.folder.string)], createdAt: Date())
        return OrchestratorConformance.Bench(
            orchestrator: orchestrator,
            environment: RunEnvironment(
                store: InMemoryMetadataStore(), artifactStore: artifacts, programs: BuildFolder.path)
        ) { steps in
            RunPlan(pipeline: "conformance", stack: "default", components: [component], steps: steps)
        }
    }
}
