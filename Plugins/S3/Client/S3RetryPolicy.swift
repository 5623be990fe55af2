/// How often a request is sent before giving up, and how long to wait in between: twice as long each time, less a
/// random
/// half, so that many clients do not come back at once.
struct S3RetryPolicy: Sendable {
    /// At least 1.
    var attempts = 6
    var firstDelay: Duration = .milliseconds(200)
    var longestDelay: Duration = .seconds(10)
    let clock: any Clock<Duration>

    /// Waits after attempt `number`, counted from 1.
    /// - Throws: `CancellationError`.
    func wait(afterAttempt number: Int) async throws {
        let whole = min(firstDelay * (1 << min(number - 1, 16)), longestDelay)
        try await clock.sleep(for: whole * Double.random(in: 0.5...1))
    }
}
