/// A step's end that its driver decides, because no runner reports it.
public enum StepSettlement: Hashable, Sendable, Codable {
    /// The outputs are those of another run. Without a key they were chosen by a person, not by the cache.
    /// - Parameter metrics: what the step measured that the outputs come from; `nil` for nothing.
    case cached(
        key: ContentDigest?, from: Identifier<Run>, outputs: [String: Artifact], metrics: [MetricSeries]? = nil)
    case skipped(reason: String)
    /// The infrastructure, not the runner, says that the last attempt failed, or that there is none left.
    case failed(reason: String)
    case cancelled(reason: String)
}
