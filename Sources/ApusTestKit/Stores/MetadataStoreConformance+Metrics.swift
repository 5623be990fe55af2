import ApusCore
import ApusModel

extension MetadataStoreConformance.Check {
    static let metrics: [Self] = [
        Self("each attempt keeps what it measured, and the step shows the newest") { store, expect in
            let run = try await store.makeRun()
            let (first, second) = (
                [MetricSeries.sample("loss")], [MetricSeries.sample("a b", points: 1), .sample("loss")]
            )
            try await store.launch(run.attempt("a"))
            _ = try await store.claim(run.attempt("a"), by: "x")
            _ = try await store.report(run.attempt("a"), by: "x", .failure, metrics: first)
            try expect.equal(try await store.step("a", of: run).metrics, first, "the metrics of the failed step")
            try await store.launch(run.attempt("a", 2), at: 4)
            _ = try await store.claim(run.attempt("a", 2), by: "y", at: 5)
            _ = try await store.report(run.attempt("a", 2), by: "y", .success, at: 6, metrics: second)
            let step = try await store.step("a", of: run)
            try expect.equal(step.attempts.map(\.metrics), [first, second], "the metrics of the attempts")
            try expect.equal(step.metrics, second, "the metrics of the step")
            _ = try await store.report(run.attempt("a", 2), by: "y", .success, at: 7, metrics: first)
            try expect.equal(try await store.step("a", of: run), step, "the step after the report came again")
            try expect.equal(try await store.step("b", of: run).metrics, [], "the metrics of another step")
        },
        Self("of what was measured no more is kept than an attempt may have") { store, expect in
            let run = try await store.makeRun()
            let odd = [
                MetricSeries.sample("long", points: 1001), .sample("none", points: 0), .sample("a\nb"), .sample(""),
                MetricSeries(name: "some", points: [MetricPoint(1), MetricPoint(2, at: -3)]),
            ]
            try await store.launch(run.attempt("a"))
            _ = try await store.claim(run.attempt("a"), by: "x")
            let many = (0..<200).map { MetricSeries.sample("s\($0)") }
            try expect.equal(
                try await store.report(run.attempt("a"), by: "x", .success, metrics: odd + many), true, "the answer")
            let kept = try await store.step("a", of: run).metrics
            try expect.equal(kept.prefix(2).map(\.name), ["long", "some"], "the names")
            try expect.equal(kept.count, MetricSeries.mostNames - 3, "the number of series")
            try expect.equal(kept.first?.points.count, MetricSeries.mostPoints, "the number of points")
            try expect.equal(kept.first?.points.first, MetricPoint(0, at: 0), "the first point")
            try expect.equal(kept.first?.points.last, MetricPoint(1000.0 / 7, at: 1000), "the last point")
            try expect.equal(kept.dropFirst().first, odd.last, "a short series")
        },
        Self("however much attempts measure, a step and a list of steps can be sent") { store, expect in
            let run = try await store.makeRun(steps: 12)
            let much = (0..<100).map { MetricSeries.sample("s\($0)", points: 200) }
            for step in try await store.steps(of: run.id) {
                try await store.launch(run.attempt(step.step))
                _ = try await store.claim(run.attempt(step.step), by: "x")
                _ = try await store.report(run.attempt(step.step), by: "x", .failure, metrics: much)
            }
            try await store.launch(run.attempt("a", 2))
            _ = try await store.claim(run.attempt("a", 2), by: "x")
            _ = try await store.report(run.attempt("a", 2), by: "x", .success, metrics: much)
            let steps = try await store.steps(of: run.id)
            let counts = steps.map { $0.attempts.reduce(0) { $0 + ($1.metrics?.pointCount ?? 0) } }
            try expect.equal(counts.reduce(0, +) <= 200_000, true, "that there are few points: \(counts)")
            try expect.equal(counts.min() ?? 0 > 10_000, true, "that every step has some: \(counts)")
            try expect.equal(steps.map(\.metrics.count), Array(repeating: 100, count: 12), "the numbers of series")
            let lasts = Set(steps.flatMap(\.metrics).map { $0.points.last?.position })
            try expect.equal(lasts, [199], "the places of the last points")
        },
        Self("a step that is taken from the cache shows what was measured where its outputs come from") {
            store, expect in
            let source = try await store.makeRun("source")
            let measured = [MetricSeries.sample()]
            try await store.launch(source.attempt("a"))
            _ = try await store.claim(source.attempt("a"), by: "x")
            _ = try await store.report(source.attempt("a"), by: "x", .success, metrics: measured)
            let hit = try await store.cachedStep(for: .sample(1))
            try expect.equal(hit?.metrics, measured, "the metrics of what the cache has")
            let run = try await store.makeRun()
            let settlement = StepSettlement.cached(
                key: .sample(1), from: source.id, outputs: ["out": .sample(9)], metrics: measured)
            let step = try await store.settle("a", of: run.id, as: settlement, at: moment(5))
            try expect.equal(step.metrics, measured, "the metrics in the answer")
            try expect.equal(try await store.step("a", of: run), step, "the stored step")
        },
    ]
}
