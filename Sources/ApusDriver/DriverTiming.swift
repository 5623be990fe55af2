/// How long a driver waits for what.
public struct DriverTiming: Hashable, Sendable {
    /// Before the second try of something that was unavailable; doubled from try to try.
    public var shortestPause: Duration
    /// No pause between tries is longer.
    public var longestPause: Duration
    /// How long the driver stays after the run is over, for attempts that reported but have not yet ended.
    public var drain: Duration
    /// How long the news that a step was launched or has started may take, so that it comes with other news; it is not
    /// used for runs with steps whose time is measured from their start.
    public var newsCoalescing: Duration

    public init(
        shortestPause: Duration = .milliseconds(200), longestPause: Duration = .seconds(15),
        drain: Duration = .seconds(10), newsCoalescing: Duration = .zero
    ) {
        self.shortestPause = shortestPause
        self.longestPause = longestPause
        self.drain = drain
        self.newsCoalescing = newsCoalescing
    }
}
