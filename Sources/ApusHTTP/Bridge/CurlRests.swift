import CCurl
import Glibc

/// Which sockets are to have something only once it is much, a connection breaks, or a time has passed.
///
/// The kernel keeps the little that comes before from waking anybody
/// (https://man7.org/linux/man-pages/man7/socket.7.html, "SO_RCVLOWAT").
struct CurlRests {
    /// So many bytes wait for no others.
    private static let many: Int32 = 256 << 10

    private var owners: [curl_socket_t: CurlURL.Origin] = [:]
    private var ends: [CurlURL.Origin: ContinuousClock.Instant] = [:]

    /// What the socket is connected to; `nil` when nobody said.
    func origin(of socket: curl_socket_t) -> CurlURL.Origin? { owners[socket] }

    /// When the next rest ends; `nil` when nothing rests.
    var nextEnd: ContinuousClock.Instant? { ends.values.min() }

    mutating func add(_ socket: curl_socket_t, of origin: CurlURL.Origin) { owners[socket] = origin }

    /// Forgets a socket that is watched no more; what is left in it is nobody's to wait for.
    mutating func remove(_ socket: curl_socket_t) {
        if let owner = owners.removeValue(forKey: socket), ends[owner] != nil { setLowMark(1, of: socket) }
    }

    /// Has the sockets of `origin` rest for `duration`.
    mutating func begin(_ origin: CurlURL.Origin, for duration: Duration) {
        ends[origin] = .now + duration
        setLowMark(Self.many, of: origin)
    }

    /// Has the rest of `origin`, if there is one, end after `duration` at the latest.
    mutating func shorten(_ origin: CurlURL.Origin, to duration: Duration) {
        guard let end = ends[origin] else { return }
        ends[origin] = min(end, .now + duration)
    }

    /// Has the sockets of `origin` have something from the first byte on.
    mutating func end(_ origin: CurlURL.Origin) {
        if ends.removeValue(forKey: origin) != nil { setLowMark(1, of: origin) }
    }

    /// Ends what has rested for long enough.
    mutating func endDue(at now: ContinuousClock.Instant) {
        for (origin, end) in ends where end <= now { self.end(origin) }
    }

    private func setLowMark(_ count: Int32, of origin: CurlURL.Origin) {
        for (socket, owner) in owners where owner == origin { setLowMark(count, of: socket) }
    }

    private func setLowMark(_ count: Int32, of socket: curl_socket_t) {
        var count = count
        // Where it cannot be set, nothing waits.
        setsockopt(socket, SOL_SOCKET, SO_RCVLOWAT, &count, socklen_t(MemoryLayout<Int32>.size))
    }
}
