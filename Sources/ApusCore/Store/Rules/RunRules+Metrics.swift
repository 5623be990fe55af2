package import ApusModel

extension RunRules {
    /// How many points are kept of a step, whatever its attempts measured: its events carry them all.
    static let mostPointsOfStep = MetricSeries.mostNames * MetricSeries.mostPoints
    /// How many points a list of steps carries, so that it stays within what one answer holds: some 10 MB.
    private static let mostPointsOfList = 10 * mostPointsOfStep

    /// What is kept of what a runner or a driver says was measured; `nil` for nothing.
    static func kept(_ metrics: [MetricSeries]) -> [MetricSeries]? {
        let bounded = metrics.bounded()
        return bounded.isEmpty ? nil : bounded
    }

    /// The steps of a run as a list has them. Where they measured very much together, each of them shows less.
    package static func listed(_ steps: [StepRun]) -> [StepRun] { steps.thinningMetrics(to: mostPointsOfList) }
}
