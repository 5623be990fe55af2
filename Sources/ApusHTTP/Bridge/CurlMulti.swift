import CCurl
import CLinux
import Glibc
import SystemPackage

/// Owns one of libcurl's multi handles.
///
/// Unchecked: handle and waker never change, and all but ``wake()``, which any thread may call, is called by the one
/// thread of the loop. The handle is cleaned up after the last use, whoever has that.
final class CurlMulti: @unchecked Sendable {
    private let handle: UnsafeMutableRawPointer
    private let waker: FileDescriptor
    private let sockets: CurlSockets
    /// What the last wait found and ``perform()`` has yet to deal with.
    private var ready: [CurlSockets.Ready] = []

    init() throws {
        try CurlLibrary.start()
        let number = apus_wake_descriptor()
        guard number >= 0 else {
            throw HTTPError(.internalFailure, "there is nothing to wake a thread with: \(Errno(rawValue: errno))")
        }
        waker = FileDescriptor(rawValue: number)
        guard let handle = curl_multi_init() else {
            try? waker.close()
            throw HTTPError(.internalFailure, "libcurl has no handle")
        }
        self.handle = handle
        sockets = CurlSockets(waker: number)
        let context = Unmanaged.passUnretained(sockets).toOpaque()
        _ = capus_curl_multi_set_pointer(handle, CURLMOPT_SOCKETDATA, context)
        _ = capus_curl_multi_set_socket_callback(handle) { easy, socket, interest, context, _ in
            CurlMulti.sockets(context).watch(socket, for: interest, of: CurlTransfer.origin(of: easy))
            return 0
        }
        _ = capus_curl_multi_set_pointer(handle, CURLMOPT_TIMERDATA, context)
        _ = capus_curl_multi_set_timer_callback(handle) { _, milliseconds, context in
            CurlMulti.sockets(context).setAlarm(milliseconds: milliseconds)
            return 0
        }
    }

    deinit {
        curl_multi_cleanup(handle)
        try? waker.close()  // nobody knows it any more
    }

    private static func sockets(_ context: UnsafeMutableRawPointer?) -> CurlSockets {
        // Proof: the initializer sets it as the context of both callbacks.
        guard let context else { preconditionFailure("libcurl lost a callback's context") }
        return Unmanaged<CurlSockets>.fromOpaque(context).takeUnretainedValue()
    }

    func wake() {
        // Fails only when it would count above 2^64, and then the thread is about to wake.
        _ = withUnsafeBytes(of: UInt64(1)) { try? waker.write($0) }
    }

    func add(_ easy: UnsafeMutableRawPointer) throws {
        let code = curl_multi_add_handle(handle, easy)
        if code != CURLM_OK { throw Self.failure(code) }
    }

    func remove(_ easy: UnsafeMutableRawPointer) { curl_multi_remove_handle(handle, easy) }

    /// Does what the sockets that have something, and libcurl's timer, ask for.
    func perform() -> HTTPError? {
        defer { ready.removeAll(keepingCapacity: true) }
        for socket in ready {
            if let error = act(on: socket.descriptor, socket.events) { return error }
        }
        return sockets.takeAlarm() ? act(on: capus_curl_socket_timeout(), 0) : nil
    }

    /// From whom the last wait found something to read.
    var readyOrigins: Set<CurlURL.Origin> {
        Set(ready.filter { $0.events & CURL_CSELECT_IN != 0 }.compactMap(\.origin))
    }

    /// Has what comes from `origin` wait for more to come.
    func rest(_ origin: CurlURL.Origin, for duration: Duration) { sockets.rests.begin(origin, for: duration) }

    /// Has what ``rest(_:for:)`` began end after `duration` at the latest.
    func shortenRest(_ origin: CurlURL.Origin, to duration: Duration) { sockets.rests.shorten(origin, to: duration) }

    private func act(on socket: curl_socket_t, _ events: Int32) -> HTTPError? {
        var running: Int32 = 0
        let code = curl_multi_socket_action(handle, socket, events, &running)
        return code == CURLM_OK ? nil : Self.failure(code)
    }

    /// A transfer that is done, and how.
    func nextResult() -> (easy: UnsafeMutableRawPointer, code: CURLcode)? {
        var waiting: Int32 = 0
        while let message = curl_multi_info_read(handle, &waiting) {
            if message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle {
                return (easy, capus_curl_message_result(message))
            }
        }
        return nil
    }

    /// Returns when a connection has something, libcurl has something to do, `deadline` passes, or ``wake()`` is
    /// called.
    func sleep(until deadline: ContinuousClock.Instant?) { ready = sockets.wait(until: deadline) }

    private static func failure(_ code: CURLMcode) -> HTTPError {
        HTTPError(.internalFailure, "libcurl failed: \(String(cString: curl_multi_strerror(code)))")
    }
}
