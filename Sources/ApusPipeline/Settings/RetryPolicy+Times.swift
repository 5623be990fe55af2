public import ApusModel

extension RetryPolicy {
    /// Up to `count` tries after the first one.
    /// - Parameters:
    ///   - delay: before the first retry.
    ///   - backoff: what the delay is multiplied by from one retry to the next.
    public static func times(_ count: Int, delay: Duration = .zero, backoff: Double = 1) -> RetryPolicy {
        RetryPolicy(maximumRetries: count, delay: delay.seconds, backoff: backoff)
    }
}
