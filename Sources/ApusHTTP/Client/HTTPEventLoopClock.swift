/// Waits on the thread of an ``HTTPEventLoop``: where tasks and transfers are there too, no other thread has to be woken
/// to end a wait.
///
/// A wait ends early, with `CancellationError`, when its task is cancelled or the loop is closed.
public struct HTTPEventLoopClock: Clock {
    let loop: HTTPEventLoop

    public var now: ContinuousClock.Instant { .now }
    /// That of `poll`.
    public var minimumResolution: Duration { .milliseconds(1) }

    public func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        try await loop.sleep(until: deadline)
    }
}

extension HTTPEventLoop {
    public var clock: HTTPEventLoopClock { HTTPEventLoopClock(loop: self) }
}
