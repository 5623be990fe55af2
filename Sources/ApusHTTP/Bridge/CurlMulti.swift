import CCurl

/// Owns one of libcurl's multi handles.
///
/// Unchecked: the handle never changes, and all but ``wake()``, which libcurl allows from any thread, is called by
/// the one thread of the loop. It is cleaned up after the last use, whoever has that.
final class CurlMulti: @unchecked Sendable {
    private let handle: UnsafeMutableRawPointer

    init() throws {
        try CurlLibrary.start()
        guard let handle = curl_multi_init() else { throw HTTPError(.internalFailure, "libcurl has no handle") }
        self.handle = handle
    }

    deinit { curl_multi_cleanup(handle) }

    func wake() { curl_multi_wakeup(handle) }

    func add(_ easy: UnsafeMutableRawPointer) throws {
        let code = curl_multi_add_handle(handle, easy)
        if code != CURLM_OK { throw Self.failure(code) }
    }

    func remove(_ easy: UnsafeMutableRawPointer) { curl_multi_remove_handle(handle, easy) }

    func perform() -> HTTPError? {
        var running: Int32 = 0
        let code = curl_multi_perform(handle, &running)
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
    func sleep(until deadline: ContinuousClock.Instant?) -> HTTPError? {
        let longest = 3_600_000
        let milliseconds = deadline.map { max(0, min(longest, ContinuousClock.now.duration(to: $0).wholeMilliseconds)) }
        let code = curl_multi_poll(handle, nil, 0, Int32(milliseconds ?? longest), nil)
        return code == CURLM_OK ? nil : Self.failure(code)
    }

    private static func failure(_ code: CURLMcode) -> HTTPError {
        HTTPError(.internalFailure, "libcurl failed: \(String(cString: curl_multi_strerror(code)))")
    }
}
