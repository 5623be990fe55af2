import ApusCore
import ApusModel

extension MetadataStoreConformance.Check {
    static let reports: [Self] = [
        Self("a reported success ends the step, and is accepted again") { store, expect in
            let run = try await store.makeRun()
            let key = run.attempt("a")
            try await store.launch(key)
            _ = try await store.claim(key, by: "x")
            for time in [3.0, 8] {
                try expect.equal(
                    try await store.report(key, by: "x", .success, at: time), true, "the answer at \(time)")
            }
            let step = try await store.step("a", of: run)
            try expect.equal(step.status, .succeeded, "the status")
            try expect.equal(step.outputs, ["out": .sample(9)], "the outputs")
            try expect.equal(step.startedAt, moment(2), "the start")
            try expect.equal(step.endedAt, moment(3), "the end")
            try expect.equal(step.attempts.last?.status, .succeeded, "the attempt's status")
            try expect.equal(step.attempts.last?.endedAt, moment(3), "the attempt's end")
            try expect.equal(
                try await store.report(key, by: "x", .failure), false, "the answer to another outcome afterwards")
            try expect.equal(
                try await store.report(key, by: "x", .succeeded(outputs: [:])), false,
                "the answer to other outputs afterwards")
            try expect.equal(try await store.step("a", of: run), step, "the step afterwards")
        },
        Self("a reported failure ends the attempt, not the step, and is accepted again") { store, expect in
            let run = try await store.makeRun()
            let key = run.attempt("a")
            try await store.launch(key)
            _ = try await store.claim(key, by: "x")
            for _ in 0..<2 {
                try expect.equal(try await store.report(key, by: "x", .failure), true, "the answer")
            }
            let step = try await store.step("a", of: run)
            try expect.equal(step.status, .pending, "the status")
            try expect.equal(step.endedAt, nil, "the end")
            try expect.equal(step.attempts.count, 1, "the number of attempts")
            try expect.equal(step.attempts.last?.status, .failed, "the attempt's status")
            try expect.equal(step.attempts.last?.failure?.exitCode, 3, "the exit code")
            try expect.equal(step.attempts.last?.endedAt, moment(3), "the attempt's end")
            try await store.launch(run.attempt("a", 2), at: 4)
            _ = try await store.claim(run.attempt("a", 2), by: "y", at: 5)
            try expect.equal(try await store.report(key, by: "x", .failure), true, "the answer long afterwards")
            try expect.equal(try await store.report(key, by: "x", .success), false, "the answer to a change of mind")
            try expect.equal(try await store.report(run.attempt("a", 2), by: "y", .success, at: 6), true, "the answer")
            let retried = try await store.step("a", of: run)
            try expect.equal(retried.status, .succeeded, "the status of the retried step")
            try expect.equal(retried.startedAt, moment(5), "the start of the retried step")
            try expect.equal(retried.attempts.map(\.status), [.failed, .succeeded], "the attempts")
        },
        Self("a report is accepted only from the holder of the newest attempt of a step that goes on") {
            store, expect in
            let run = try await store.makeRun()
            let key = run.attempt("a")
            try expect.equal(try await store.report(key, by: "x", .success), false, "the answer before the launch")
            try await store.launch(key)
            try expect.equal(try await store.report(key, by: "x", .success), false, "the answer before the claim")
            _ = try await store.claim(key, by: "x")
            try expect.equal(try await store.report(key, by: "y", .success), false, "the answer to somebody else")
            _ = try await store.lose(key, failure: AttemptFailure(.infrastructure, "evicted"), at: moment(3))
            try expect.equal(try await store.report(key, by: "x", .success), false, "the answer to a lost attempt")
            try await store.launch(run.attempt("a", 2))
            _ = try await store.claim(run.attempt("a", 2), by: "y")
            try expect.equal(try await store.report(key, by: "x", .success), false, "the answer to an older attempt")
            _ = try await store.settle("a", of: run.id, as: .failed(reason: "given up"), at: moment(4))
            try expect.equal(
                try await store.report(run.attempt("a", 2), by: "y", .success), false, "the answer in a settled step")
            let step = try await store.step("a", of: run)
            try expect.equal(step.outputs, [:], "the outputs")
            try expect.equal(step.status, .failed, "the status")
        },
        Self("of a report and a loss at once, one counts") { store, expect in
            for round in 0..<10 {
                let run = try await store.makeRun("r\(round)")
                let key = run.attempt("a")
                try await store.launch(key)
                _ = try await store.claim(key, by: "x")
                async let reported = store.report(key, by: "x", .success)
                async let lost = store.lose(key, failure: AttemptFailure(.infrastructure, "lost"), at: moment(3))
                let (isAccepted, seen) = try await (reported, lost)
                try expect.equal(seen.status, isAccepted ? .succeeded : .pending, "the status that the driver sees")
                try expect.equal(try await store.step("a", of: run), seen, "the stored step")
            }
        },
    ]
}
