import ApusCore
import ApusModel

extension MetadataStoreConformance.Check {
    static let launches: [Self] = [
        Self("a launch adds an attempt with its inputs, once") { store, expect in
            let run = try await store.makeRun()
            for _ in 0..<2 { try await store.launch(run.attempt("b")) }
            let step = try await store.step("b", of: run)
            try expect.equal(step.status, .launching, "the status")
            try expect.equal(step.attempts, [Attempt(number: 1, launchedAt: moment(1))], "the attempts")
            try expect.equal(step.inputs, ["in": .sample(3)], "the inputs")
            try expect.equal(step.cacheKey, .sample(1), "the cache key")
            try expect.equal(try await store.step("a", of: run).status, .pending, "the status of another step")
        },
        Self("a launch out of order is a conflict") { store, expect in
            let run = try await store.makeRun()
            for number in [-1, 0] {
                try await expect.failure(.conflict, of: "launching attempt \(number) first") {
                    try await store.launch(run.attempt("a", number))
                }
            }
            try await store.launch(run.attempt("a"))
            try await expect.failure(.conflict, of: "launching beside a launched attempt") {
                try await store.launch(run.attempt("a", 2))
            }
            _ = try await store.claim(run.attempt("a"), by: "x")
            try await expect.failure(.conflict, of: "launching beside a claimed attempt") {
                try await store.launch(run.attempt("a", 2))
            }
            _ = try await store.report(run.attempt("a"), by: "x", .failure)
            try await store.launch(run.attempt("a", 2))
            try await expect.failure(.conflict, of: "launching an older attempt") {
                try await store.launch(run.attempt("a", 1))
            }
            try expect.equal(
                try await store.step("a", of: run).attempts.map(\.status), [.failed, .launched], "the attempts")
        },
        Self("numbers may be left out, and are then gone") { store, expect in
            let run = try await store.makeRun()
            try await store.launch(run.attempt("a", 3))
            try await expect.failure(.conflict, of: "launching a number that was left out") {
                try await store.launch(run.attempt("a", 2))
            }
            guard case .refused = try await store.claim(run.attempt("a", 2), holder: "x", at: moment(2)) else {
                return try expect.fail("an attempt that was left out is granted")
            }
            try expect.equal(try await store.claim(run.attempt("a", 3), by: "x"), true, "the answer for the newest one")
            try expect.equal(try await store.step("a", of: run).attempts.map(\.number), [3], "the attempts")
        },
        Self("a launch in a step or run that is over is a conflict") { store, expect in
            let run = try await store.makeRun()
            _ = try await store.settle("a", of: run.id, as: .skipped(reason: "no"), at: moment())
            try await expect.failure(.conflict, of: "launching in a step that is over") {
                try await store.launch(run.attempt("a"))
            }
            _ = try await store.advance(run.id, to: .failed, reason: nil, at: moment())
            try await expect.failure(.conflict, of: "launching in a run that is over") {
                try await store.launch(run.attempt("b"))
            }
        },
        Self("of different launches at once, one number is kept") { store, expect in
            let run = try await store.makeRun()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<10 { group.addTask { try await store.launch(run.attempt("a")) } }
                try await group.waitForAll()
            }
            try expect.equal(try await store.step("a", of: run).attempts.map(\.number), [1], "the attempts")
        },
    ]
}
