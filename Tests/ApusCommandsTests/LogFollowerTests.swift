import ApusCore
import ApusModel
import ApusRunner
import ApusTestKit
import FoundationEssentials
import Synchronization
import Testing
import Waiting

@testable import ApusCommands

@Suite(.timeLimit(.minutes(20)))
struct LogFollowerTests {
    @Test func `the last lines of a step come at its end, before those of the next one, not a second later`()
        async throws
    {
        let (store, files) = (InMemoryMetadataStore(), InMemoryArtifactStore())
        let plan = RunPlan(
            pipeline: "p", stack: Stack.defaultName,
            components: [Component(type: .artifactStore, name: "files", flavor: "local", createdAt: Date())],
            steps: [
                PlannedStep(name: "a", command: .shell("x")),
                PlannedStep(name: "b", command: .shell("x"), upstream: ["a"]),
            ])
        let run = Run(name: "p-1", pipeline: "p", stack: plan.stack, createdAt: Date())
        try await store.create(run, plan: plan)
        let shown = Mutex<[String]>([])
        let follower = LogFollower(
            store: store, logs: StepLogs(store: files), step: nil, clock: StandingClock()
        ) { step, line in shown.withLock { $0.append("\(step): \(line.text)") } }
        async let end: Void = follower.follow(run)

        for step in ["a", "b"] {
            let key = Attempt.Key(run: run.id, step: step, number: 1)
            try await store.launch(key, inputs: [:], cacheKey: nil, at: Date())
            _ = try await store.claim(key, holder: "h", at: Date())
            try await files.write(chunk("first"), to: "logs/\(run.id)/\(step)/1/000001.log")
            // The first line may be seen, or not, before the last one is there.
            try await files.write(chunk("last"), to: "logs/\(run.id)/\(step)/1/000002.log")
            let report = AttemptReport(attempt: key, holder: "h", outcome: .succeeded(outputs: [:]))
            _ = try await store.report(report, at: Date())
            try await eventually("the last line") { shown.withLock { $0.last == "\(step): last" } }
        }
        _ = try await store.advance(run.id, to: .succeeded, reason: nil, at: Date())
        try await end
        #expect(shown.withLock { $0 } == ["a: first", "a: last", "b: first", "b: last"])
    }

    private func chunk(_ text: String) throws -> Data {
        try CanonicalJSON.encode(LogLine(at: Date(), stream: .stdout, text: text)) + Data("\n".utf8)
    }
}
