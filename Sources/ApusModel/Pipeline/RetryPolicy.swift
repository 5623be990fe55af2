/// How often and when a step that failed by itself is tried again.
public struct RetryPolicy: Hashable, Sendable, Codable {
    /// Tries after the first one.
    public var maximumRetries: Int
    /// Seconds before the first retry.
    public var delay: Double
    /// What the delay is multiplied by from one retry to the next; 1 keeps it.
    public var backoff: Double

    public init(maximumRetries: Int = 0, delay: Double = 0, backoff: Double = 1) {
        self.maximumRetries = maximumRetries
        self.delay = delay
        self.backoff = backoff
    }

    /// No delay is longer than this many seconds, however often it was multiplied.
    public static let longestDelay: Double = 3600

    /// Seconds to wait before retry number `retry`, counted from 1.
    public func delay(beforeRetry retry: Int) -> Double {
        var seconds = delay
        for _ in 1..<max(retry, 1) where seconds < Self.longestDelay { seconds *= backoff }
        return min(max(seconds, 0), Self.longestDelay)
    }
}
