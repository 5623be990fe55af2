/// The patience of a ``Reflector``.
public struct WatchTiming: Sendable {
    /// How long one watch lasts; the server ends it after a random time between this and twice as much.
    public var duration: Duration
    /// For how long a watch may bring nothing, not even one of the bookmarks that come about every minute, before a new
    /// one takes its place: the connection may be dead.
    public var idle: Duration
    /// For how long a change may wait for others, so that one reading takes them all.
    public var coalescing: Duration
    /// How long to wait before trying again; twice as long after each failure.
    public var firstDelay: Duration
    public var longestDelay: Duration
    /// How much waiting between failures without any success makes the watch give up; `nil` for never.
    public var patience: Duration?

    public init(
        duration: Duration = .seconds(300), idle: Duration = .seconds(120), coalescing: Duration = .zero,
        firstDelay: Duration = .milliseconds(500), longestDelay: Duration = .seconds(30),
        patience: Duration? = .seconds(600)
    ) {
        self.duration = duration
        self.idle = idle
        self.coalescing = coalescing
        self.firstDelay = firstDelay
        self.longestDelay = longestDelay
        self.patience = patience
    }
}
