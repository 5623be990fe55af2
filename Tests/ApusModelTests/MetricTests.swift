import ApusModel
import FoundationEssentials
import Testing

@Suite("Metrics")
struct MetricTests {
    @Test(
        "a line is an object with a name, a number and perhaps a place",
        arguments: [
            (#"{"name":"loss","value":0.3,"at":3}"#, MetricLine(name: "loss", value: 0.3, at: 3)),
            (#" {"value": -1e3, "name": "über all", "unit": "s"} "#, MetricLine(name: "über all", value: -1000)),
            (#"{"name":"loss","value":5,"at":null}"#, MetricLine(name: "loss", value: 5)),
            (#"{"name":"loss","value":NaN}"#, nil), (#"{"name":"loss","value":1e999}"#, nil),
            (#"{"name":"loss","value":"1"}"#, nil), (#"{"name":"loss"}"#, nil), (#"{"name":"","value":1}"#, nil),
            (#"{"name":"a\nb","value":1}"#, nil), (#"{"name":"a","value":1,"at":1.5}"#, nil),
            (#"[{"name":"a","value":1}]"#, nil), ("loss 0.3", nil),
            (#"{"name":"\#(String(repeating: "ä", count: 201))","value":1}"#, nil),
        ])
    func lines(text: String, line: MetricLine?) throws {
        #expect(MetricLine(text) == line)
        if let line { #expect(MetricLine(try CanonicalJSON.text(line)) == line) }
    }

    @Test("a number that is none makes no line", arguments: [Double.nan, .infinity, -.infinity])
    func endless(value: Double) { #expect(MetricLine(name: "loss", value: value) == nil) }

    @Test(
        "a series is thinned evenly, and keeps its ends",
        arguments: [
            (5, 5, [0, 1, 2, 3, 4]), (9, 5, [0, 2, 4, 6, 8]), (10, 4, [0, 3, 6, 9]), (10, 2, [0, 9]), (10, 1, [9]),
            (1, 3, [0]), (11, 3, [0, 5, 10]),
        ])
    func thins(count: Int, wanted: Int, kept: [Int]) {
        #expect(series(count).thinned(to: wanted).points.map(\.position) == kept)
    }

    @Test(
        "the sampler keeps the ends of a series, and no two of its points are far apart",
        arguments: [
            1, 2, 199, 200, 201, 399, 400, 401, 402, 800, 801, 1000, 54_321,
        ])
    func samples(count: Int) throws {
        var sampler = MetricSampler()
        for point in series(count).points { sampler.add(point, to: "loss") }
        let points = try #require(sampler.series.first).points
        let places = points.compactMap(\.position)
        #expect(points.count <= MetricSeries.mostPoints && points.count >= min(count, MetricSeries.mostPoints))
        #expect(places.first == 0 && places.last == count - 1 && places == places.sorted())
        let widest = zip(places, places.dropFirst()).map { $1 - $0 }.max() ?? 0
        #expect(widest <= max(1, 3 * count / MetricSeries.mostPoints), "\(widest)")
    }

    @Test("the sampler sorts names, and takes no more than there may be")
    func names() {
        var sampler = MetricSampler()
        for number in (0..<150).reversed() { sampler.add(MetricPoint(Double(number)), to: "s\(number)") }
        sampler.add(MetricPoint(1), to: "s149")
        #expect(sampler.series.count == MetricSeries.mostNames && sampler.leftOut == 50)
        #expect(sampler.series.map(\.name) == sampler.series.map(\.name).sorted())
        #expect(sampler.series.first { $0.name == "s149" }?.points == [MetricPoint(149), MetricPoint(1)])
    }

    @Test("several series share the points that there may be, and the last ones go where there are too many")
    func shares() {
        let all = (0..<4).map { series(100, name: "s\($0)") }
        #expect(all.thinned(to: 400) == all)
        #expect(all.thinned(to: 40).map(\.points.count) == [10, 10, 10, 10])
        #expect(all.thinned(to: 3).map(\.points.count) == [1, 1, 1])
    }

    @Test("what measured nothing has no member for it, and what an earlier version wrote is read")
    func coding() throws {
        let key = Attempt.Key(run: .make(), step: "a", number: 1)
        let report = AttemptReport(attempt: key, holder: "x", outcome: .succeeded(outputs: [:]))
        #expect(try !CanonicalJSON.text(report).contains("metrics"))
        #expect(try again(report) == report)
        let step = StepRun(run: key.run, step: "a", attempts: [Attempt(number: 1, launchedAt: Date())])
        #expect(try !CanonicalJSON.text(step).lowercased().contains("metrics"))
        #expect(try again(step) == step && step.metrics.isEmpty && step.keptMetrics == nil)
        let settlement = StepSettlement.cached(key: nil, from: key.run, outputs: [:])
        #expect(try !CanonicalJSON.text(settlement).contains("metrics"))
        #expect(try again(settlement) == settlement)
        let full = StepSettlement.cached(key: nil, from: key.run, outputs: [:], metrics: [series(3)])
        #expect(try again(full) == full)
    }

    private func again<Value: Codable>(_ value: Value) throws -> Value {
        try CanonicalJSON.decode(Value.self, from: CanonicalJSON.encode(value))
    }

    private func series(_ count: Int, name: String = "loss") -> MetricSeries {
        MetricSeries(name: name, points: (0..<count).map { MetricPoint(1 / Double($0 + 1), at: $0) })
    }
}
