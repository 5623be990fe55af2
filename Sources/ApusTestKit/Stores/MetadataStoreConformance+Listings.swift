import ApusCore
import ApusModel

extension MetadataStoreConformance.Check {
    static let listings: [Self] = [
        Self("runs are listed newest first, page by page") { store, expect in
            var wanted: [String] = []
            for index in 0..<7 {
                let pair = index / 2 * 2  // two runs at a time are made at the same moment
                let run = try await store.makeRun("r\(index)", createdAt: moment(Double(pair)))
                wanted.insert(run.name, at: 0)
            }
            let all = try await store.runs(RunQuery())
            try expect.equal(all.next, nil, "the cursor of the only page")
            let pairs = [["r6"], ["r5", "r4"], ["r3", "r2"], ["r1", "r0"]]
            var seen = all.items.map(\.name)[...]
            for pair in pairs {
                try expect.equal(Set(seen.prefix(pair.count)), Set(pair), "the runs of one moment")
                seen = seen.dropFirst(pair.count)
            }
            var paged: [Run] = []
            var query = RunQuery(limit: 3)
            repeat {
                let page = try await store.runs(query)
                try expect.holds(page.items.count <= 3, "a page of 3 has \(page.items.count) runs")
                paged += page.items
                query.cursor = page.next
                if paged.count == 3 { _ = try await store.makeRun("newer", createdAt: moment(100)) }
            } while query.cursor != nil
            try expect.equal(paged, all.items, "all pages together")
        },
        Self("a page that is full and last has no next") { store, expect in
            for index in 0..<4 { _ = try await store.makeRun("r\(index)", createdAt: moment(Double(index))) }
            let first = try await store.runs(RunQuery(limit: 2))
            let second = try await store.runs(RunQuery(limit: 2, cursor: first.next))
            try expect.holds(first.next != nil, "the first of two pages has no next")
            try expect.equal(second.items.map(\.name), ["r1", "r0"], "the second page")
            try expect.equal(second.next, nil, "the cursor of the last page")
        },
        Self("runs are counted by status") { store, expect in
            try expect.equal(try await store.runCounts(), [:], "the counts without runs")
            for index in 0..<3 { _ = try await store.makeRun("r\(index)", createdAt: moment(Double(index))) }
            let running = try await store.makeRun("running", createdAt: moment(9))
            _ = try await store.advance(running.id, to: .running, reason: nil, at: moment(10))
            try expect.equal(try await store.runCounts(), [.initializing: 3, .running: 1], "the counts")
        },
        Self("runs are filtered by pipeline and status") { store, expect in
            for index in 0..<6 {
                let run = try await store.makeRun(
                    "r\(index)", pipeline: index.isMultiple(of: 2) ? "even" : "odd", createdAt: moment(Double(index)))
                if index < 4 { _ = try await store.advance(run.id, to: .running, reason: nil, at: moment(9)) }
            }
            let even = try await store.runs(RunQuery(pipeline: "even", limit: 2))
            try expect.equal(even.items.map(\.name), ["r4", "r2"], "the first page of a pipeline")
            let rest = try await store.runs(RunQuery(pipeline: "even", limit: 2, cursor: even.next))
            try expect.equal(rest.items.map(\.name), ["r0"], "the second page of a pipeline")
            let running = try await store.runs(RunQuery(status: .running))
            try expect.equal(running.items.map(\.name), ["r3", "r2", "r1", "r0"], "the running ones")
            let both = try await store.runs(RunQuery(pipeline: "odd", status: .initializing))
            try expect.equal(both.items.map(\.name), ["r5"], "the odd ones that wait")
        },
        Self("a page of no or too many runs, or after no cursor, is refused") { store, expect in
            _ = try await store.makeRun()
            for query in [
                RunQuery(limit: 0), RunQuery(limit: 501), RunQuery(cursor: "what"), RunQuery(cursor: "1' OR"),
            ] {
                try await expect.failure(.invalidArgument, of: "\(query)") { _ = try await store.runs(query) }
            }
            try expect.equal(try await store.runs(RunQuery(limit: 500)).items.count, 1, "the runs of the largest page")
        },
        Self("a run is found by name, identity, or an only beginning") { store, expect in
            let run = try await store.makeRun("digits-1")
            let longer = try await store.makeRun("digits-12")
            let other = try await store.makeRun("iris%_1")
            for (text, wanted) in [
                ("digits-1", run), (run.id.rawValue, run), ("digits-12", longer), ("ir", other), ("iris%", other),
                ("iris_", nil), ("digits-2", nil), ("Iris", nil), ("*", nil), (longer.id.rawValue, longer),
            ] {
                try expect.equal(try await store.run(matching: text), wanted, "the run that '\(text)' means")
            }
            do {
                _ = try await store.run(matching: "digits-")
                try expect.fail("an unclear name finds a run")
            } catch let error as ApusError where error.code == .invalidArgument {
                try expect.holds(
                    "\(error)".contains("digits-1, digits-12"), "the error does not name the runs: \(error)")
            }
        },
        Self("the newest success with a key answers from the cache") { store, expect in
            try expect.equal(try await store.cachedStep(for: .sample(1)), nil, "the answer of an empty cache")
            var newest: StepRun?
            for (index, end) in [10.0, 30, 20].enumerated() {
                let run = try await store.makeRun("r\(index)", createdAt: moment(Double(index)))
                try await store.launch(run.attempt("a"))
                _ = try await store.claim(run.attempt("a"), by: "x")
                try expect.equal(
                    try await store.cachedStep(for: .sample(1))?.run, newest?.run, "the answer while another runs")
                _ = try await store.report(run.attempt("a"), by: "x", .success, at: end)
                if end == 10 || end == 30 { newest = try await store.step("a", of: run) }
            }
            try expect.equal(try await store.cachedStep(for: .sample(1)), newest, "the newest success")
            try expect.equal(try await store.cachedStep(for: .sample(2)), nil, "the answer for another key")
            let run = try await store.makeRun("cached")
            let settlement = StepSettlement.cached(key: .sample(1), from: run.id, outputs: ["out": .sample(9)])
            _ = try await store.settle("a", of: run.id, as: settlement, at: moment(99))
            try expect.equal(
                try await store.cachedStep(for: .sample(1)), newest, "the answer after a step that was itself cached")
        },
    ]
}
