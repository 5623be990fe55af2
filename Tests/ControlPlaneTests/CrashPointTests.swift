import ApusModel
import ApusTestKit
import HollowCluster
import Testing

@Suite(
    "A driver that is killed", .enabled(if: ControlPlane.isThere, ControlPlane.absence), .timeLimit(.minutes(20)))
struct CrashPointTests {
    private static let steps: [PlannedStep] = [
        .hollow("a"), .hollow("flaky", after: ["a"], retries: 1), .hollow("evicted", after: ["a"]),
        .hollow("fails", after: ["a"]), .hollow("skipped", after: ["fails"]), .hollow("tidy", role: .finally),
    ]

    private static func script(_ pod: HollowPod, _ player: StepPlayer) -> PodScript {
        switch (pod.attempt?.step, pod.attempt?.number) {
        case ("fails", _), ("flaky", 1): player.script(.failure(3))
        case ("evicted", 1):
            player.script(.none, ending: .stopped(reason: "Evicted", message: "the node is short of memory"))
        default: player.script()
        }
    }

    @Test(
        "at any moment leaves a run that ends as it would have, each step with one accepted attempt (row 24)",
        arguments: [(prestart: 0, every: 1), (2, 6)])
    func everyMoment(prestart: Int, every stride: Int) async throws {
        var setup = TrialSetup(Self.steps, script: Self.script)
        setup.settings = ["prestart": .integer(Int64(prestart))]
        try await CrashTrial.run(setup) { crash in
            let whole = try await crash.makeRun()
            let end = try await crash.drive(whole)
            let moments = try #require(end.moments, "\(end.text)")
            #expect(moments > 50, "\(end.text)")
            try await expectEnd(of: whole, crash, "undisturbed")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (count, moment) in Swift.stride(from: 1, through: moments, by: stride).enumerated() {
                    if count >= 6 { try await group.next() }
                    group.addTask { try await dieAndGoOn(at: moment, crash) }
                }
                try await group.waitForAll()
            }
        }
    }

    private func dieAndGoOn(at moment: Int, _ crash: CrashTrial) async throws {
        let run = try await crash.makeRun()
        let first = try await crash.drive(run, dyingAt: moment)
        // The order of what comes from outside differs from run to run, and with it the count of a whole run.
        if first.wasKilled {
            let second = try await crash.drive(run)
            #expect(second.moments != nil, "after moment \(moment): \(second.text)")
        }
        try await expectEnd(of: run, crash, "killed at moment \(moment): \(first.wasKilled)")
    }

    private func expectEnd(of run: Run, _ crash: CrashTrial, _ what: String) async throws {
        let ended = try await crash.trial.store.run(run.id)
        let steps = try await crash.trial.store.steps(of: run.id)
        let seen =
            "\(what): \(ended?.status.rawValue ?? "") \(ended?.reason ?? "")\n"
            + steps.map { "\($0.step) \($0.status) \($0.reason ?? "") \($0.attempts)" }.joined(separator: "\n")
        #expect(ended?.status == .failed, "\(seen)")
        let statuses = Dictionary(uniqueKeysWithValues: steps.map { ($0.step, $0.status) })
        let expected: [String: StepStatus] = [
            "a": .succeeded, "flaky": .succeeded, "evicted": .succeeded, "fails": .failed, "skipped": .skipped,
            "tidy": .succeeded,
        ]
        #expect(statuses == expected, "\(seen)")
        for step in steps {
            let accepted = step.attempts.count { $0.status == .succeeded }
            #expect(accepted == (step.status == .succeeded ? 1 : 0), "\(seen)")
            let own = step.attempts.count { $0.failure?.kind == .command }
            #expect(own <= 1, "a retry too many. \(seen)")
        }
    }
}
