public import FoundationEssentials

/// One step's execution in a run.
public struct StepRun: Hashable, Sendable, Codable {
    public let run: Identifier<Run>
    public let step: String
    public var status: StepStatus
    public var reason: String?
    /// Tries, oldest first. Empty for a step that was cached, skipped or never reached.
    public var attempts: [Attempt]
    public var cacheKey: ContentDigest?
    /// The run whose outputs these are, when they came from the cache.
    public var cachedFrom: Identifier<Run>?
    /// What the step that the outputs come from measured, sorted by name; `nil` for nothing.
    public var cachedMetrics: [MetricSeries]?
    public var inputs: [String: Artifact]
    public var outputs: [String: Artifact]
    /// When the accepted attempt claimed the step.
    public var startedAt: Date?
    public var endedAt: Date?

    public init(
        run: Identifier<Run>, step: String, status: StepStatus = .pending, reason: String? = nil,
        attempts: [Attempt] = [],
        cacheKey: ContentDigest? = nil, cachedFrom: Identifier<Run>? = nil,
        cachedMetrics: [MetricSeries]? = nil, inputs: [String: Artifact] = [:], outputs: [String: Artifact] = [:],
        startedAt: Date? = nil, endedAt: Date? = nil
    ) {
        self.run = run
        self.step = step
        self.status = status
        self.reason = reason
        self.attempts = attempts
        self.cacheKey = cacheKey
        self.cachedFrom = cachedFrom
        self.cachedMetrics = cachedMetrics
        self.inputs = inputs
        self.outputs = outputs
        self.startedAt = startedAt.map(Timestamp.rounded)
        self.endedAt = endedAt.map(Timestamp.rounded)
    }
}
