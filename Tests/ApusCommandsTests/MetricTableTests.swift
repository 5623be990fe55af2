import ApusModel
import Testing

@testable import ApusCommands

@Suite("The metrics of a run")
struct MetricTableTests {
    private let table = Table(metricsOf: [
        Self.step(
            "train", ["loss": [MetricPoint(0.9, at: 1), MetricPoint(1.0 / 3, at: 20)], "seconds": [MetricPoint(1797)]]),
        Self.step("load", [:]),
        Self.step("evaluate", ["accuracy-on-digits-that-the-network-has-not-seen": [MetricPoint(0.1 + 0.2)]]),
    ])

    @Test("are their last values, and between which the others are")
    func lasts() {
        #expect(
            table.lines(style: Style(isEnabled: false), width: 100) == [
                "METRIC                                                     LAST      AT  LEAST     MOST",
                "train.loss                                                 0.333333  20  0.333333  0.9",
                "train.seconds                                              1797      -   1797      1797",
                "evaluate.accuracy-on-digits-that-the-network-has-not-seen  0.3       -   0.3       0.3",
            ])
    }

    @Test("fit into 80 columns")
    func narrow() {
        let lines = table.lines(style: Style(isEnabled: false), width: 80)
        #expect(lines.allSatisfy { $0.count <= 80 } && lines.first?.hasSuffix("LAST      AT") == true, "\(lines)")
    }

    @Test(
        "are rounded to six digits",
        arguments: [
            (0.0, "0"), (-0.0, "-0"), (123_456_789.0, "123457000"), (1.0 / 3, "0.333333"), (-2e-12, "-2e-12"),
            (1.7976931348623157e308, "1.79769e+308"), (Double.leastNonzeroMagnitude, "5e-324"), (1e22, "1e+22"),
        ])
    func numbers(value: Double, text: String) { #expect(Number.text(value) == text) }

    private static func step(_ name: String, _ series: [String: [MetricPoint]]) -> StepRun {
        let metrics = series.sorted { $0.key < $1.key }.map { MetricSeries(name: $0.key, points: $0.value) }
        return StepRun(run: .make(), step: name, cachedMetrics: metrics)
    }
}
