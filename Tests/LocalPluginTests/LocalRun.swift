import ApusCore
import ApusDriver
import ApusModel
import ApusTestKit
import FoundationEssentials
import LocalArtifactStore
import LocalPlugin
import Logging
import Synchronization
import SystemPackage

/// A stored run on the stack of this machine, with its artifacts in a folder of the test's.
final class LocalRun: Sendable {
    let store = InMemoryMetadataStore()
    let artifacts: LocalArtifactStore
    let submitted: SubmittedRun
    let orchestrator: LocalOrchestrator
    private let printed = Mutex<[OutputLine]>([])
    private let (lines, announce) = AsyncStream.makeStream(of: OutputLine.self)

    init(_ steps: [PlannedStep], in folder: FilePath, maxParallelism: Int? = nil, timeLimit: Double? = nil)
        async throws
    {
        artifacts = LocalArtifactStore(folder: folder.appending("artifacts"))
        let component = Component(
            type: .artifactStore, name: "mine", flavor: "local",
            configuration: ["path": .string(artifacts.folder.string)],
            createdAt: Date())
        let plan = RunPlan(
            pipeline: "demo", stack: "default", components: [component], maxParallelism: maxParallelism,
            timeLimit: timeLimit,
            sourceDirectory: folder.string, steps: steps)
        let run = Run(name: "demo-1", pipeline: "demo", stack: "default", createdAt: Date())
        try await store.create(run, plan: plan)
        submitted = SubmittedRun(
            run: run, plan: plan,
            environment: RunEnvironment(store: store, artifactStore: artifacts, programs: BuildFolder.path))
        orchestrator = LocalOrchestrator(home: folder.appending("home"), logger: Logger(label: "test"))
    }

    func follow() async throws -> Run {
        _ = try await orchestrator.submit(submitted)
        return try await orchestrator.follow(submitted) { line in self.take(line) }
    }

    func take(_ line: OutputLine) {
        printed.withLock { $0.append(line) }
        announce.yield(line)
    }

    /// What the step has printed so far.
    func printed(by step: String) -> [String] { printed.withLock { $0.filter { $0.step == step }.map(\.text) } }

    /// The next line that begins with `prefix`, without it. One task at a time asks.
    func line(after prefix: String) async -> String? {
        for await line in lines where line.text.hasPrefix(prefix) { return String(line.text.dropFirst(prefix.count)) }
        return nil
    }

    func step(_ name: String) async throws -> StepRun {
        let steps = try await store.steps(of: submitted.run.id)
        guard let step = steps.first(where: { $0.step == name }) else {
            throw ApusError(.notFound, "no step '\(name)'")
        }
        return step
    }
}

extension PlannedStep {
    static func shell(
        _ name: String, _ text: String, role: StepRole = .main, inputs: [String: OutputReference] = [:],
        outputs: [String] = [], environment: [String: String] = [:], retry: RetryPolicy = RetryPolicy(),
        cacheSeed: ContentDigest? = nil
    ) -> PlannedStep {
        PlannedStep(
            name: name, role: role, command: .shell(text), inputs: inputs, outputs: outputs,
            upstream: Set(inputs.values.map(\.step)).sorted(),
            environment: environment, retry: retry, cacheSeed: cacheSeed)
    }
}
