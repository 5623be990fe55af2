/// Sleeps end when they are cancelled.
struct StandingClock: Clock {
    let now = ContinuousClock.now
    let minimumResolution = Duration.nanoseconds(1)

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        for await _ in AsyncStream<Void>(unfolding: { await Self.never() }) {}
        try Task.checkCancellation()
    }

    static func never() async -> Void? {
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        for await _ in ends {}
        withExtendedLifetime(end) {}
        return nil
    }
}
