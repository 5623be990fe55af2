/// How often a request is sent before giving up, and how long to wait in between: twice as long each time, less a
/// random part of up to a half, so that many clients do not come back at once.
public struct RetryPolicy: Sendable {
    /// At least 1.
    public var attempts: Int
    public var firstDelay: Duration
    public var longestDelay: Duration
    /// What waiting is done by.
    public var clock: any Clock<Duration>

    public init(
        attempts: Int = 5, firstDelay: Duration = .milliseconds(250), longestDelay: Duration = .seconds(10),
        clock: any Clock<Duration> = ContinuousClock()
    ) {
        self.attempts = attempts
        self.firstDelay = firstDelay
        self.longestDelay = longestDelay
        self.clock = clock
    }

    /// How long to wait after failure `number`, counted from 1.
    func delay(afterFailure number: Int) -> Duration {
        min(firstDelay * (1 << min(max(number - 1, 0), 16)), longestDelay) * Double.random(in: 0.5...1)
    }

    /// Waits after failure `number`, and at least as long as the server asked for, within a minute.
    func wait(afterFailure number: Int, atLeast: Duration?) async throws {
        try await clock.sleep(for: max(delay(afterFailure: number), min(atLeast ?? .zero, .seconds(60))))
    }
}
