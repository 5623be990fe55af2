import ApusModel

/// How often and when a step is tried again after the infrastructure lost an attempt, whether the user's code had
/// started or not. These tries are counted apart from the user's retries.
public struct InfrastructureRetryPolicy: Hashable, Sendable {
    /// Tries of one step after attempts that the infrastructure lost, at most.
    public var maximumRetries: Int
    /// Seconds before the first such retry.
    public var delay: Double
    /// What the delay is multiplied by from one such retry to the next.
    public var backoff: Double

    public init(maximumRetries: Int = 3, delay: Double = 10, backoff: Double = 2) {
        self.maximumRetries = maximumRetries
        self.delay = delay
        self.backoff = backoff
    }

    /// The same as the kind of policy that users write.
    var retryPolicy: RetryPolicy { RetryPolicy(maximumRetries: maximumRetries, delay: delay, backoff: backoff) }
}
