import ApusCore
import ApusModel
import FoundationEssentials

extension OrchestratorConformance.Check {
    static let endings: [Self] = [
        Self("a run ends as cancelled when the store is asked for it") { bench, expect in
            try await cancelled(bench, expect) { run in
                try await bench.environment.store.requestCancellation(of: run.run.id, at: Date())
            }
        },
        Self("a run ends as cancelled when the orchestrator is asked for it") { bench, expect in
            try await cancelled(bench, expect) { run in try await bench.orchestrator.cancel(run) }
        },
        Self("cancelling a run that is over changes nothing") { bench, expect in
            let trial = try await OrchestratorTrial(bench, [.chained("one", "true")])
            _ = try await bench.orchestrator.submit(trial.run)
            let ended = try await trial.end(expect)
            let steps = try await trial.steps()
            try await bench.orchestrator.cancel(trial.run)
            try expect.equal(ended.status, .succeeded, "the run's status")
            try expect.equal(try await trial.storedRun(), ended, "the run after cancelling it")
            try expect.equal(try await trial.steps(), steps, "the steps after cancelling the run")
        },
        Self("following a run that is over returns it at once") { bench, expect in
            let trial = try await OrchestratorTrial(bench, [.chained("one", "true")])
            _ = try await bench.orchestrator.submit(trial.run)
            let ended = try await trial.end(expect)
            try expect.equal(ended.status, .succeeded, "the run's status")
            try expect.equal(try await trial.end(expect), ended, "the run when it is followed again")
            try expect.equal(try await trial.attempts(), ["one": 1], "the numbers of attempts")
        },
    ]

    /// Lets a run begin a step that would take ten minutes, calls `cancel`, and looks at how the run ends.
    private static func cancelled(
        _ bench: OrchestratorConformance.Bench, _ expect: Expectation,
        by cancel: @Sendable (SubmittedRun) async throws -> Void
    ) async throws {
        let trial = try await OrchestratorTrial(
            bench, [.chained("long", "exec sleep 600"), .chained("after", "true", after: "long")])
        _ = try await bench.orchestrator.submit(trial.run)
        async let ended = trial.end(expect)
        try await trial.begin("long", expect)
        try await cancel(trial.run)
        try expect.equal(try await ended.status, .cancelled, "the run's status")
        let statuses = try await trial.statuses()
        try expect.equal(statuses["long"], .cancelled, "the status of the step that was running")
        try expect.equal(statuses["after"], .skipped, "the status of the step after it")
    }
}
