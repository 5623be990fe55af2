/// How a claimed attempt ended, as its runner says.
public struct AttemptReport: Hashable, Sendable, Codable {
    public enum Outcome: Hashable, Sendable, Codable {
        /// Every output is in the artifact store.
        case succeeded(outputs: [String: Artifact])
        case failed(AttemptFailure)
    }

    public let attempt: Attempt.Key
    /// The same word that the claim was made with.
    public let holder: String
    public let outcome: Outcome
    /// What the command measured, sorted by name; `nil` for nothing. It says so whether or not it succeeded.
    public let metrics: [MetricSeries]?

    public init(attempt: Attempt.Key, holder: String, outcome: Outcome, metrics: [MetricSeries]? = nil) {
        self.attempt = attempt
        self.holder = holder
        self.outcome = outcome
        self.metrics = metrics
    }
}
