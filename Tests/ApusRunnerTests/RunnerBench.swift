import ApusCore
import ApusModel
import ApusRunner
import ApusTestKit
import FoundationEssentials
import Logging
import Synchronization
import SystemPackage

/// A runner in this process, with an artifact store in memory.
final class RunnerBench: Sendable {
    let artifacts = InMemoryArtifactStore()
    let folder: FilePath
    let attempt = Attempt.Key(run: .make(), step: "train", number: 1)
    private let lines = Mutex<[LogLine]>([])
    private let end = Mutex<Int?>(nil)
    private let (stream, announce) = AsyncStream.makeStream(of: String.self)

    init(_ folder: FilePath) { self.folder = folder }

    func assignment(
        _ command: String, inputs: [String: Artifact] = [:], outputs: [String] = [],
        environment: [String: String] = [:], secrets: [String] = [],
        secretOptions: [String] = []
    ) -> StepAssignment {
        StepAssignment(
            attempt: attempt, runName: "digits-1", pipeline: "digits", command: .shell(command),
            environment: environment, secrets: secrets,
            inputs: inputs, outputs: outputs, workingDirectory: folder.string,
            artifactStore: Component(
                type: .artifactStore, name: "mine", flavor: "memory", secretOptions: secretOptions, createdAt: Date()))
    }

    func run(
        _ authority: any StepAuthority, grace: Duration = .seconds(30), environment: [String: String] = [:],
        signals: AsyncStream<Int32> = AsyncStream { $0.finish() }
    ) async throws -> StepOutcome {
        var registry = try FlavorRegistry()
        let artifacts = artifacts
        try registry.register(
            Flavor(
                type: .artifactStore, name: "memory", summary: "", schema: ConfigurationSchema(options: []),
                isRemote: { _ in false }, make: { _ in artifacts }))
        var inherited = ProcessInfo.processInfo.environment
        inherited.merge(environment) { _, new in new }
        let surroundings = StepRunner.Surroundings(
            registry: registry, home: folder, temporaryFolder: folder.appending("temporary"), environment: inherited,
            grace: grace)
        let runner = StepRunner(
            authority: authority, surroundings: surroundings, logger: Logger(label: "test"),
            announceEnd: { self.end.withLock { $0 = self.lines.withLock { $0.count } } }
        ) { lines in
            self.take(lines)
        }
        return try await runner.run(attempt, holder: "test", signals: signals)
    }

    private func take(_ new: [LogLine]) {
        lines.withLock { $0 += new }
        for line in new { announce.yield(line.text) }
    }

    /// How many lines there were when the runner said that no more come.
    var countAtEnd: Int? { end.withLock { $0 } }

    /// What the command printed so far.
    var printed: [String] { lines.withLock { $0.map(\.text) } }

    /// Returns when the command has printed that line.
    func waits(for text: String) async { for await line in stream where line == text { return } }

    /// What the artifact store has of the log.
    func log() async throws -> [LogLine] {
        var found: [LogLine] = []
        for try await line in StepLogs(store: artifacts).lines(of: attempt) { found.append(line) }
        return found
    }

    func leftovers() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending("temporary").string)
    }
}
