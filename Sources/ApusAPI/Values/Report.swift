public import ApusModel
public import FoundationEssentials

/// How an attempt ended, as its runner says.
public struct Report: Hashable, Sendable, Codable {
    public let holder: String
    public let outcome: AttemptReport.Outcome
    public let at: Date
    /// As ``/ApusModel/AttemptReport/metrics``.
    public let metrics: [MetricSeries]?

    public init(holder: String, outcome: AttemptReport.Outcome, at: Date, metrics: [MetricSeries]? = nil) {
        self.holder = holder
        self.outcome = outcome
        self.at = at
        self.metrics = metrics
    }
}
