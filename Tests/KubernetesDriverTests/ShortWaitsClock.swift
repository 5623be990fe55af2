import Synchronization

/// A clock on which a second passes at once, and more than that never: such a wait ends when it is cancelled.
final class ShortWaitsClock: Clock {
    typealias Instant = ContinuousClock.Instant

    let now = ContinuousClock.now
    let minimumResolution = Duration.nanoseconds(1)
    private let count = Mutex(0)

    /// How many waits began that do not pass.
    var longWaits: Int { count.withLock { $0 } }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        if now.duration(to: deadline) > .seconds(1) {
            count.withLock { $0 += 1 }
            let (never, end) = AsyncStream.makeStream(of: Void.self)
            for await _ in never {}
            end.finish()
        }
        try Task.checkCancellation()
    }
}
