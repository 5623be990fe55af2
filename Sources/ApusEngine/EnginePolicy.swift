/// What the engine decides by, where neither the plan nor the user says it.
public struct EnginePolicy: Hashable, Sendable {
    public var infrastructureRetry: InfrastructureRetryPolicy
    /// Seconds that the report of an attempt may still take after the infrastructure saw the attempt end.
    public var reportGrace: Double
    /// Seconds until an attempt that the store refused to record is tried again, unless news of the run explain the
    /// refusal first.
    public var refusalDelay: Double

    public init(
        infrastructureRetry: InfrastructureRetryPolicy = InfrastructureRetryPolicy(), reportGrace: Double = 2,
        refusalDelay: Double = 1
    ) {
        self.infrastructureRetry = infrastructureRetry
        self.reportGrace = reportGrace
        self.refusalDelay = refusalDelay
    }
}
