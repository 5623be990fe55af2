import ApusCore
import ApusModel

extension MetadataStoreConformance.Check {
    static let claims: [Self] = [
        Self("a claim gives what the runner needs, as often as its holder asks") { store, expect in
            let run = try await store.makeRun()
            let plan = try await store.plan(of: run.id)
            let key = run.attempt("b")
            try await store.launch(key)
            for time in [2.0, 9] {
                guard case .granted(let given) = try await store.claim(key, holder: "pod-1", at: moment(time)) else {
                    return try expect.fail("the claim at \(time) is refused")
                }
                try expect.equal(
                    given,
                    StepAssignment(
                        attempt: key, runName: run.name, pipeline: "digits", command: .shell("echo b"),
                        environment: ["STEP": "b"], inputs: ["in": .sample(3)], outputs: ["out"],
                        workingDirectory: "/code", artifactStore: plan.component(.artifactStore) ?? .sample()),
                    "the assignment")
            }
            let step = try await store.step("b", of: run)
            try expect.equal(step.status, .running, "the status")
            try expect.equal(step.startedAt, moment(2), "the start")
            try expect.equal(
                step.attempts,
                [
                    Attempt(
                        number: 1, status: .claimed, holder: "pod-1", launchedAt: moment(1), claimedAt: moment(2))
                ], "the attempts")
        },
        Self("of many claims at once, one wins") { store, expect in
            let run = try await store.makeRun()
            try await store.launch(run.attempt("a"))
            let winners = try await withThrowingTaskGroup(of: Int?.self) { group in
                for holder in 0..<24 {
                    group.addTask { try await store.claim(run.attempt("a"), by: "h\(holder)") ? holder : nil }
                }
                return try await group.reduce(into: []) { if let winner = $1 { $0.append(winner) } }
            }
            try expect.equal(winners.count, 1, "the number of winners")
            try expect.equal(
                try await store.step("a", of: run).attempts.last?.holder, winners.first.map { "h\($0)" }, "the holder")
        },
        Self("a claim that waits is granted by the launch, and refused by the end of the step or run") {
            store, expect in
            let run = try await store.makeRun(steps: 3)
            async let granted = store.claim(run.attempt("a"), holder: "x", at: moment(1), waiting: .seconds(60))
            async let settled = store.claim(run.attempt("b"), holder: "x", at: moment(1), waiting: .seconds(60))
            async let ended = store.claim(run.attempt("c"), holder: "x", at: moment(1), waiting: .seconds(60))
            try await store.launch(run.attempt("a"))
            guard case .granted(let assignment) = try await granted else {
                return try expect.fail("the launch does not grant the claim that waits for it")
            }
            try expect.equal(assignment.attempt, run.attempt("a"), "the attempt")
            _ = try await store.settle("b", of: run.id, as: .skipped(reason: "no"), at: moment(2))
            guard case .refused = try await settled else {
                return try expect.fail("a claim outlives its step")
            }
            _ = try await store.advance(run.id, to: .failed, reason: nil, at: moment(3))
            guard case .refused = try await ended else { return try expect.fail("a claim outlives its run") }
        },
        Self("a claim waits no longer than it may") { store, expect in
            let run = try await store.makeRun()
            try expect.equal(
                try await store.claim(run.attempt("a"), holder: "x", at: moment(1), waiting: .milliseconds(20)),
                .notYet,
                "the answer")
        },
        Self("only the newest attempt of a step and run that go on can be claimed") { store, expect in
            let run = try await store.makeRun(steps: 4)
            try expect.equal(
                try await store.claim(run.attempt("a"), holder: "x", at: moment(1)), .notYet,
                "the answer before the launch")
            try await store.launch(run.attempt("a"))
            try expect.equal(
                try await store.claim(run.attempt("a", 2), holder: "x", at: moment(1)), .notYet,
                "the answer for a number to come")
            _ = try await store.lose(
                run.attempt("a"), failure: AttemptFailure(.infrastructure, "evicted"), at: moment(2))
            try expect.equal(try await store.claim(run.attempt("a"), by: "x"), false, "the answer for a lost attempt")
            try await store.launch(run.attempt("a", 2))
            try expect.equal(try await store.claim(run.attempt("a"), by: "x"), false, "the answer for an older attempt")
            try expect.equal(try await store.claim(run.attempt("a", 2), by: "x"), true, "the answer for the newest one")
            _ = try await store.report(run.attempt("a", 2), by: "x", .success)
            try expect.equal(
                try await store.claim(run.attempt("a", 2), by: "x"), false, "the answer for a step that is over")
            try await store.launch(run.attempt("b"))
            _ = try await store.settle("b", of: run.id, as: .cancelled(reason: "asked for"), at: moment(3))
            try expect.equal(try await store.claim(run.attempt("b"), by: "x"), false, "the answer for a settled step")
            for name in ["c", "d"] { try await store.launch(run.attempt(name)) }
            _ = try await store.claim(run.attempt("d"), by: "x")
            _ = try await store.advance(run.id, to: .failed, reason: nil, at: moment(4))
            for name in ["c", "d"] {
                guard case .refused(let reason) = try await store.claim(run.attempt(name), holder: "x", at: moment(5))
                else { return try expect.fail("an attempt of a run that is over is granted") }
                try expect.holds(!reason.isEmpty, "a refusal gives no reason")
            }
        },
    ]
}
