import ApusCore
import ApusModel

extension MetadataStoreConformance.Check {
    static let endings: [Self] = [
        Self("a lost attempt is failed, unless it had ended") { store, expect in
            let run = try await store.makeRun()
            let failure = AttemptFailure(.infrastructure, "the node is gone")
            try await store.launch(run.attempt("a"))
            let lost = try await store.lose(run.attempt("a"), failure: failure, at: moment(5))
            try expect.equal(
                lost.attempts,
                [Attempt(number: 1, status: .failed, launchedAt: moment(1), endedAt: moment(5), failure: failure)],
                "the attempts")
            try expect.equal(lost.status, .pending, "the status")
            let other = AttemptFailure(.permanent, "another reason")
            let again = try await store.lose(run.attempt("a"), failure: other, at: moment(6))
            try expect.equal(again, lost, "the step after losing the attempt again")
            try await store.launch(run.attempt("a", 2))
            _ = try await store.claim(run.attempt("a", 2), by: "x")
            let older = try await store.lose(run.attempt("a"), failure: other, at: moment(7))
            try expect.equal(
                older.attempts.map(\.status), [.failed, .claimed], "the attempts after losing the older one")
            _ = try await store.report(run.attempt("a", 2), by: "x", .success)
            let ended = try await store.lose(run.attempt("a", 2), failure: other, at: moment(8))
            try expect.equal(ended.status, .succeeded, "the status after losing an attempt that succeeded")
            try expect.equal(try await store.step("a", of: run), ended, "the stored step")
        },
        Self("a step is settled once, and each settlement says why") { store, expect in
            let source = try await store.makeRun("source")
            try await store.succeed("a", of: source)
            let run = try await store.makeRun(steps: 4)
            let cached = StepSettlement.cached(key: .sample(5), from: source.id, outputs: ["out": .sample(9)])
            let settlements: [(String, StepSettlement, StepStatus, String?)] = [
                ("a", cached, .cached, nil), ("b", .skipped(reason: "s"), .skipped, "s"),
                ("c", .failed(reason: "f"), .failed, "f"), ("d", .cancelled(reason: "c"), .cancelled, "c"),
            ]
            for (name, settlement, status, reason) in settlements {
                let step = try await store.settle(name, of: run.id, as: settlement, at: moment(2))
                try expect.equal(step.status, status, "the status of step \(name)")
                try expect.equal(step.reason, reason, "the reason of step \(name)")
                try expect.equal(step.endedAt, moment(2), "the end of step \(name)")
                try expect.equal(step.attempts, [], "the attempts of step \(name)")
                let again = try await store.settle(name, of: run.id, as: .failed(reason: "late"), at: moment(3))
                try expect.equal(again, step, "step \(name) after another settlement")
                try expect.equal(try await store.step(name, of: run), step, "the stored step \(name)")
            }
            let answered = try await store.step("a", of: run)
            try expect.equal(answered.outputs, ["out": .sample(9)], "the cached outputs")
            try expect.equal(answered.cachedFrom, source.id, "the run that they come from")
            try expect.equal(answered.cacheKey, .sample(5), "the key")
        },
        Self("a step that succeeded is not settled") { store, expect in
            let run = try await store.makeRun()
            try await store.launch(run.attempt("a"))
            _ = try await store.claim(run.attempt("a"), by: "x")
            _ = try await store.report(run.attempt("a"), by: "x", .success)
            let step = try await store.settle("a", of: run.id, as: .cancelled(reason: "late"), at: moment(9))
            try expect.equal(step.status, .succeeded, "the status")
        },
        Self("of a report and a settlement at once, one counts") { store, expect in
            for round in 0..<10 {
                let run = try await store.makeRun("r\(round)")
                try await store.launch(run.attempt("a"))
                _ = try await store.claim(run.attempt("a"), by: "x")
                async let reported = store.report(run.attempt("a"), by: "x", .success)
                async let settled = store.settle("a", of: run.id, as: .cancelled(reason: "c"), at: moment(3))
                let (isAccepted, seen) = try await (reported, settled)
                try expect.equal(seen.status, isAccepted ? .succeeded : .cancelled, "the status that the driver sees")
            }
        },
    ]
}
