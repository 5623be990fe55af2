import ApusCore
import ApusModel

extension MetadataStoreConformance.Check {
    static let reservations: [Self] = [
        Self("what is reserved is named: it is not taken, however often it was reserved") { store, expect in
            let old = try await store.makeOverRun("old")
            let run = try await store.makeRun("new")
            for _ in 0..<2 {
                try expect.equal(
                    try await store.reserve([.sample(9), .sample(8)], for: run.attempt("a"), at: moment(5)), [],
                    "what is being deleted")
            }
            _ = try await store.removeRuns([old.id], keepingArtifacts: false)
            try expect.equal(try await store.takeAll(), [], "what can be deleted")
            try await expect.failure(.notFound, of: "a reservation for an unknown run") {
                _ = try await store.reserve(
                    [.sample(1)], for: Attempt.Key(run: .make(), step: "a", number: 1), at: moment())
            }
            try await expect.failure(.notFound, of: "a reservation for an unknown step") {
                _ = try await store.reserve([.sample(1)], for: run.attempt("none"), at: moment())
            }
        },
        Self("what is condemned but not taken can be reserved, and is not taken then") { store, expect in
            let old = try await store.makeOverRun("old")
            _ = try await store.removeRuns([old.id], keepingArtifacts: false)
            let run = try await store.makeRun("new")
            try expect.equal(
                try await store.reserve([.sample(9)], for: run.attempt("a"), at: moment(5)), [], "what is being deleted"
            )
            try expect.equal(try await store.takeAll(), [], "what can be deleted")
        },
        Self("what is taken cannot be reserved, nor anything together with it, until it is forgotten or given back") {
            store, expect in
            for isDeleted in [true, false] {
                let old = try await store.makeOverRun("old-\(isDeleted)")
                _ = try await store.removeRuns([old.id], keepingArtifacts: false)
                try expect.equal(try await store.takeAll(), [.sample(9)], "what can be deleted")
                let run = try await store.makeRun("new-\(isDeleted)")
                let key = run.attempt("a")
                try expect.equal(
                    try await store.reserve([.sample(9), .sample(8)], for: key, at: moment(6)), [.sample(9)],
                    "what is being deleted")
                try await store.forgetCondemned(isDeleted ? [.sample(9)] : [], by: "p")
                try expect.equal(
                    try await store.reserve([.sample(9)], for: key, at: moment(6)), [], "what is being deleted after")
                _ = try await store.advance(run.id, to: .cancelled, reason: nil, at: moment(7))
                _ = try await store.removeRuns([run.id], keepingArtifacts: false)
                let taken = try await store.takeAll()
                try expect.equal(
                    taken.contains(.sample(9)), !isDeleted, "whether it can be deleted where it was given back")
                try await store.forgetCondemned(taken, by: "p")
            }
        },
        Self("a report that brings what is being deleted is refused, and accepted when it was reserved or is gone") {
            store, expect in
            let old = try await store.makeOverRun("old")
            let run = try await store.makeRun("new")
            let (first, second) = (run.attempt("a"), run.attempt("b"))
            _ = try await store.reserve([.sample(8)], for: first, at: moment(4))
            _ = try await store.removeRuns([old.id], keepingArtifacts: false)
            _ = try await store.takeAll()
            for key in [first, second] {
                try await store.launch(key)
                _ = try await store.claim(key, by: "x")
            }
            try await expect.failure(.conflict, of: "a report of what is being deleted") {
                _ = try await store.report(second, by: "x", .success)
            }
            try expect.equal(
                try await store.report(first, by: "x", .succeeded(outputs: ["out": .sample(8)])), true,
                "the answer for what was reserved")
            try await store.forgetCondemned([.sample(9)], by: "p")
            try expect.equal(try await store.report(second, by: "x", .success), true, "the answer for what is gone")
        },
        Self("outputs are taken over only from a step that is stored") { store, expect in
            let old = try await store.makeOverRun("old")
            let key = ContentDigest.sample(1)
            let hit = try await store.cachedStep(for: key)
            try expect.equal(hit?.run, old.id, "the cache's answer")
            let settlement = StepSettlement.cached(key: key, from: old.id, outputs: ["out": .sample(9)])
            let keyless = StepSettlement.cached(key: nil, from: old.id, outputs: ["out": .sample(9)])
            let heir = try await store.makeRun("heir")
            _ = try await store.settle("a", of: heir.id, as: settlement, at: moment(5))
            let other = try await store.makeRun("other")
            _ = try await store.settle("a", of: other.id, as: keyless, at: moment(5))
            _ = try await store.removeRuns([old.id], keepingArtifacts: false)
            try expect.equal(try await store.takeAll(), [], "what can be deleted while others have it")
            let answer = try await store.cachedStep(for: key)
            try expect.equal(answer?.run, heir.id, "the run with the cache's answer after the first is removed")
            try expect.equal(answer?.cachedFrom, old.id, "where the answer comes from")
            let third = try await store.makeRun("third")
            try await expect.failure(.conflict, of: "taking over from a removed run, without a key") {
                _ = try await store.settle("a", of: third.id, as: keyless, at: moment(6))
            }
            try await expect.failure(.conflict, of: "taking over other outputs than those of the cache") {
                let wrong = StepSettlement.cached(key: key, from: old.id, outputs: ["out": .sample(8)])
                _ = try await store.settle("a", of: third.id, as: wrong, at: moment(6))
            }
            try expect.equal(try await store.step("a", of: third).status, .pending, "the status after the refusals")
            _ = try await store.settle("a", of: third.id, as: settlement, at: moment(6))
            try expect.equal(try await store.step("a", of: third).status, .cached, "the status")
        },
    ]
}
