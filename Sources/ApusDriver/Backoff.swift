/// Pauses between tries: each twice as long as the one before, up to a limit.
struct Backoff: Sendable {
    let shortest: Duration
    let longest: Duration
    private var upcoming: Duration

    init(_ timing: DriverTiming) {
        shortest = timing.shortestPause
        longest = timing.longestPause
        upcoming = timing.shortestPause
    }

    mutating func next() -> Duration {
        defer { upcoming = min(upcoming * 2, longest) }
        return upcoming
    }

    mutating func reset() { upcoming = shortest }
}
