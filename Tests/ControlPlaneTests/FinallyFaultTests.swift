import ApusModel
import ApusTestKit
import FoundationEssentials
import HollowCluster
import Testing

/// Row 38 of the table of faults: finally steps, whatever became of the steps before them.
@Suite("Finally steps", .enabled(if: ControlPlane.isThere, ControlPlane.absence), .timeLimit(.minutes(20)))
struct FinallyFaultTests {
    private static let eviction = PodEnding.stopped(reason: "Evicted", message: "the node is short of memory")

    /// Step `a`, which has the script, and step `f` after it, however it ends.
    private static func setup(_ script: @escaping @Sendable (StepPlayer) -> PodScript) -> TrialSetup {
        var setup = TrialSetup([.hollow("a"), .hollow("f", role: .finally)]) { pod, player in
            pod.attempt?.step == "a" ? script(player) : player.script()
        }
        setup.settings = ["pod_failure_max_retries": 1, "backoff_limit_margin": 0, "prestart": 2]
        return setup
    }

    /// Expects that the finally step ran once, and that the run ended as its main part.
    private func expectKept(_ ended: Run, in trial: ClusterTrial) async throws {
        #expect(ended.mainOutcome == RunOutcome(ended.status, reason: ended.reason))
        let step = try #require(try await trial.steps()["f"])
        let state = try await trial.describe()
        #expect(step.attempts.map(\.status) == [.succeeded], "\(state)")
    }

    @Test func `row 38: a finally step runs once when all succeeded`() async throws {
        try await ClusterTrial.run(Self.setup { $0.script() }) { trial in
            try await expectKept(try await trial.expectEnd(.succeeded, attempts: ["a": 1, "f": 1]), in: trial)
        }
    }

    @Test func `row 38: a finally step runs once after a failure, which stays the run's`() async throws {
        try await ClusterTrial.run(Self.setup { $0.script(.failure(3)) }) { trial in
            let ended = try await trial.expectEnd(.failed, attempts: ["a": 1, "f": 1])
            #expect(ended.reason == "step 'a' failed: the command ended with exit code 3")
            try await expectKept(ended, in: trial)
        }
    }

    @Test func `row 38: a finally step runs once after a step that was evicted for good`() async throws {
        try await ClusterTrial.run(Self.setup { $0.script(.none, ending: Self.eviction) }) { trial in
            let ended = try await trial.expectEnd(.failed, attempts: ["a": 2, "f": 1])
            #expect(ended.reason?.contains("Evicted") == true, "\(ended.reason ?? "")")
            try await expectKept(ended, in: trial)
        }
    }

    @Test(arguments: [false, true])
    func `row 38: a finally step runs once after a cancellation, also by another driver`(
        isReplaced: Bool
    ) async throws {
        try await ClusterTrial.run(Self.setup { $0.script(lasting: nil) }) { trial in
            let first = Task { try await trial.drive() }
            _ = try await trial.runningPod(of: "a")
            try await trial.store.requestCancellation(of: trial.run.id, at: Date())
            if isReplaced {
                first.cancel()
                _ = await first.result
            }
            let ended = isReplaced ? try await trial.drive() : try await first.value
            try await trial.expect(ended, .cancelled, attempts: ["a": 1, "f": 1])
            try await expectKept(ended, in: trial)
        }
    }

    @Test func `row 38: a finally step runs once when its driver is replaced while it runs`() async throws {
        let gate = Gate()
        let setup = TrialSetup([.hollow("a"), .hollow("f", role: .finally)]) { pod, player in
            pod.attempt?.step == "a" ? player.script(.failure(3)) : player.script { try await gate.pass() }
        }
        try await ClusterTrial.run(setup) { trial in
            let first = Task { try await trial.drive() }
            try await trial.wait(for: "the finally step") { gate.count == 1 }
            first.cancel()
            _ = await first.result
            try await trial.store.requestCancellation(of: trial.run.id, at: Date())
            gate.open()
            try await expectKept(try await trial.expectEnd(.failed, attempts: ["a": 1, "f": 1]), in: trial)
        }
    }
}
