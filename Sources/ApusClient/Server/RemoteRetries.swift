/// How long a call to a server that cannot be reached, or says 502, 503 or 504, or when to ask again, is made again.
public struct RemoteRetries: Hashable, Sendable {
    /// No call is made again once this has passed since the first one.
    public var limit: Duration
    /// Before the second call; each later pause is twice as long.
    public var firstPause: Duration
    /// The longest pause.
    public var longestPause: Duration

    public init(
        limit: Duration = .seconds(10), firstPause: Duration = .milliseconds(100), longestPause: Duration = .seconds(2)
    ) {
        self.limit = limit
        self.firstPause = firstPause
        self.longestPause = longestPause
    }

    /// Every call is made once.
    public static let none = RemoteRetries(limit: .zero)

    /// The pause after the one of `previous`, `nil` for the first.
    func pause(after previous: Duration?) -> Duration {
        min(previous.map { $0 * 2 } ?? firstPause, longestPause)
    }
}
