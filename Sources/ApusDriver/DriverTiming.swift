/// How long a driver waits for what.
public struct DriverTiming: Hashable, Sendable {
    /// Before the second try of something that was unavailable; doubled from try to try.
    public var shortestPause: Duration
    /// No pause between tries is longer.
    public var longestPause: Duration
    /// How long the driver stays after the run is over, for attempts that reported but have not yet ended.
    public var drain: Duration

    public init(
        shortestPause: Duration = .milliseconds(200), longestPause: Duration = .seconds(15),
        drain: Duration = .seconds(10)
    ) {
        self.shortestPause = shortestPause
        self.longestPause = longestPause
        self.drain = drain
    }
}
