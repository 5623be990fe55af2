import ApusBundledArtifactStores
import ApusCore
import ApusModel
import ApusRunner
import ApusTestKit
import FoundationEssentials
import Logging
import SystemPackage

extension PlayedRun {
    /// Has a runner in this process run the step's command, from its claim to its report.
    func work(_ step: String, attempt number: Int = 1) async throws -> StepOutcome {
        let key = Attempt.Key(run: run.id, step: step, number: number)
        try await site.store.launch(key, inputs: [:], cacheKey: nil, at: Date())
        let surroundings = StepRunner.Surroundings(
            registry: try BundledArtifactStores.registry(), home: site.folder,
            temporaryFolder: site.folder.appending("temporary"), environment: ProcessInfo.processInfo.environment)
        let runner = StepRunner(
            authority: StoreAuthority(store: site.store), surroundings: surroundings, logger: Logger(label: "test")
        ) { _ in }
        return try await runner.run(key, holder: "runner")
    }
}

/// Answers a runner from a store.
private struct StoreAuthority: StepAuthority {
    let store: any MetadataStore

    func claim(_ attempt: Attempt.Key, holder: String) async throws -> ClaimDecision {
        try await store.claim(attempt, holder: holder, at: Date())
    }

    func secretVariables(of attempt: Attempt.Key) async throws -> [String: SecretString] { [:] }

    func secrets(of component: Identifier<Component>) async throws -> [String: SecretString] { [:] }

    func connector(
        of component: Identifier<Component>
    ) async throws -> (connector: Connector, secrets: [String: SecretString]) {
        try await store.connector(of: component)
    }

    func reserve(_ artifacts: [Artifact], for attempt: Attempt.Key) async throws -> [ContentDigest] {
        try await store.reserve(artifacts, for: attempt, at: Date())
    }

    func report(_ report: AttemptReport) async throws -> Bool { try await store.report(report, at: Date()) }
}
