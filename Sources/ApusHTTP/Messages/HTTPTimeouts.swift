/// How long to wait for what. Each that passes is an ``HTTPError`` with a code of its own.
public struct HTTPTimeouts: Sendable, Hashable {
    /// For a connection: name resolution, TCP and TLS.
    public var connect: Duration
    /// For the next byte in either direction once connected; time in which this side holds the transfer up (a body that
    /// is
    /// not being read, a streamed request body that yields nothing) does not count. `nil`: for ever.
    public var idle: Duration?
    /// For everything, from the call to the last byte of the body. `nil`: for ever.
    public var total: Duration?

    public init(connect: Duration = .seconds(30), idle: Duration? = .seconds(60), total: Duration? = nil) {
        self.connect = connect
        self.idle = idle
        self.total = total
    }
}
