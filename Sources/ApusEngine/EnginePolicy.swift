/// What the engine decides by, where neither the plan nor the user says it.
public struct EnginePolicy: Hashable, Sendable {
    /// For steps that ``stepRetries`` does not name.
    public var infrastructureRetry: InfrastructureRetryPolicy
    /// Policies of single steps, by name.
    public var stepRetries: [String: InfrastructureRetryPolicy]
    /// Least seconds between the launches of two attempts.
    public var launchGap: Double
    /// How many levels of steps are handed to the infrastructure while the steps before them still run; 0 for none.
    /// Without effect where launches keep a gap.
    public var prestartedLevels: Int
    /// Whether outputs of earlier runs are taken. Keys are looked up either way, so that later runs find the outputs of
    /// this one.
    public var takesCached: Bool
    /// Seconds that the report of an attempt may still take after the infrastructure saw the attempt end.
    public var reportGrace: Double
    /// Seconds until an attempt that the store refused to record is tried again, unless news of the run explain the
    /// refusal first.
    public var refusalDelay: Double

    public init(
        infrastructureRetry: InfrastructureRetryPolicy = InfrastructureRetryPolicy(),
        stepRetries: [String: InfrastructureRetryPolicy] = [:], launchGap: Double = 0, prestartedLevels: Int = 0,
        takesCached: Bool = true, reportGrace: Double = 2, refusalDelay: Double = 1
    ) {
        self.stepRetries = stepRetries
        self.launchGap = launchGap
        self.prestartedLevels = prestartedLevels
        self.takesCached = takesCached
        self.infrastructureRetry = infrastructureRetry
        self.reportGrace = reportGrace
        self.refusalDelay = refusalDelay
    }
}
