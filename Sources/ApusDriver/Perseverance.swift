import ApusModel
import Logging

/// Tries again what is only unavailable, for ever.
struct Perseverance: Sendable {
    let timing: DriverTiming
    let clock: any Clock<Duration>
    let logger: Logger

    /// The result of `operation`, however often that has to be tried.
    /// - Throws: what `operation` throws other than `.unavailable` and `.timedOut`; `CancellationError`.
    func callAsFunction<Value: Sendable>(
        _ purpose: String, _ operation: @Sendable () async throws -> Value
    ) async throws -> Value {
        var backoff = Backoff(timing)
        while true {
            do {
                return try await operation()
            } catch {
                try await pause(after: error, purpose, &backoff)
            }
        }
    }

    /// Waits before another try.
    /// - Throws: `error` itself when another try cannot help; `CancellationError`.
    func pause(after error: any Error, _ purpose: String, _ backoff: inout Backoff) async throws {
        guard let known = error as? ApusError, known.code == .unavailable || known.code == .timedOut else {
            throw error
        }
        try Task.checkCancellation()
        let pause = backoff.next()
        logger.warning(
            "unavailable, trying again",
            metadata: ["purpose": "\(purpose)", "error": "\(known)", "pause": "\(pause)"])
        try await clock.sleep(for: pause)
    }
}
