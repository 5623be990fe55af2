import CCurl
import Glibc

/// What a multi handle waits for: its sockets, libcurl's own timer, and whoever wants to be heard.
///
/// libcurl says for each socket what to watch it for, so that of many transfers only those are looked at whose socket has
/// something (https://curl.se/libcurl/c/libcurl-multi.html, "multi_socket").
final class CurlSockets {
    /// A socket that has something.
    struct Ready {
        let descriptor: curl_socket_t
        /// As libcurl writes them.
        let events: Int32
        let origin: CurlURL.Origin?
    }

    /// The first is what wakes.
    private var descriptors: [pollfd]
    /// Which of them are not to have anything yet.
    var rests = CurlRests()
    /// When libcurl wants to be called, whatever its sockets do.
    private var alarm: ContinuousClock.Instant?

    /// - Parameter waker: becomes readable when somebody wants to be heard; not owned.
    init(waker: Int32) { descriptors = [pollfd(fd: waker, events: Int16(POLLIN), revents: 0)] }

    /// The answer to libcurl's timer callback.
    func setAlarm(milliseconds: Int) { alarm = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds) }

    /// The answer to libcurl's socket callback.
    func watch(_ socket: curl_socket_t, for interest: Int32, of origin: CurlURL.Origin?) {
        let place = descriptors.dropFirst().firstIndex { $0.fd == socket }
        var events: Int32 = 0
        if interest & CURL_POLL_IN != 0 { events |= POLLIN }
        if interest & CURL_POLL_OUT != 0 { events |= POLLOUT }
        if events == 0 {
            if let place { descriptors.remove(at: place) }
            rests.remove(socket)
            return
        }
        let descriptor = pollfd(fd: socket, events: Int16(events), revents: 0)
        if let place { descriptors[place] = descriptor } else { descriptors.append(descriptor) }
        if let origin { rests.add(socket, of: origin) }
    }

    /// Waits until a socket has something, the alarm or `deadline` comes, or somebody wakes the thread.
    func wait(until deadline: ContinuousClock.Instant?) -> [Ready] {
        rests.endDue(at: .now)
        let limit = [deadline, alarm, rests.nextEnd].compactMap(\.self).min()
        let longest = 3_600_000
        let milliseconds = limit.map { max(0, min(longest, ContinuousClock.now.duration(to: $0).wholeMilliseconds)) }
        guard poll(&descriptors, nfds_t(descriptors.count), Int32(milliseconds ?? longest)) > 0 else { return [] }
        if descriptors[0].revents != 0 { drain(descriptors[0].fd) }
        let ready = descriptors.dropFirst().filter { $0.revents != 0 }.map {
            Ready(descriptor: $0.fd, events: Self.events(of: $0), origin: rests.origin(of: $0.fd))
        }
        for origin in ready.compactMap(\.origin) { rests.end(origin) }
        return ready
    }

    /// Whether libcurl is to be called now; it sets the next alarm then.
    func takeAlarm() -> Bool {
        guard let due = alarm, due <= .now else { return false }
        alarm = nil
        return true
    }

    private func drain(_ waker: Int32) {
        var count: UInt64 = 0
        _ = read(waker, &count, MemoryLayout<UInt64>.size)
    }

    /// A connection that broke is read and written like one that has something, and then says itself what is wrong.
    private static func events(of descriptor: pollfd) -> Int32 {
        let isBroken = Int32(descriptor.revents) & (POLLERR | POLLHUP) != 0
        let found = Int32(isBroken ? descriptor.events : descriptor.revents)
        var events: Int32 = 0
        if found & POLLIN != 0 { events |= CURL_CSELECT_IN }
        if found & POLLOUT != 0 { events |= CURL_CSELECT_OUT }
        if Int32(descriptor.revents) & POLLNVAL != 0 { events |= CURL_CSELECT_ERR }
        return events
    }
}
