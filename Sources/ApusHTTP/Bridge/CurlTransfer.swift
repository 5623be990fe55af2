import CCurl
import FoundationEssentials

/// An exchange as libcurl's thread sees it. Never leaves that thread.
final class CurlTransfer {
    let exchange: Exchange
    private(set) var easy: CurlEasy
    private let started = ContinuousClock.now
    private var lastActivity = ContinuousClock.now
    private var connected: ContinuousClock.Instant?
    private var parser = ResponseHeadParser()
    private var position: Int64 = 0

    init(_ exchange: Exchange) throws {
        self.exchange = exchange
        easy = try CurlEasy()
        try easy.prepare(exchange.request, configuration: exchange.request.configuration)
        // The loop holds the transfer for as long as libcurl has the handle.
        let context = Unmanaged.passUnretained(self).toOpaque()
        try easy.set(CURLOPT_PRIVATE, pointer: context)
        try easy.set(CURLOPT_HEADERDATA, pointer: context)
        try easy.set(CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            CurlTransfer.at(context).receiveHeader(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        try easy.set(CURLOPT_WRITEDATA, pointer: context)
        try easy.set(CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            CurlTransfer.at(context).receiveBody(UnsafeRawBufferPointer(start: bytes, count: size * count))
        }
        guard exchange.request.sendsBody else { return }
        try easy.set(CURLOPT_READDATA, pointer: context)
        try easy.set(CURLOPT_READFUNCTION) { bytes, size, count, context in
            CurlTransfer.at(context).supply(UnsafeMutableRawBufferPointer(start: bytes, count: size * count))
        }
        try easy.set(CURLOPT_SEEKDATA, pointer: context)
        try easy.set { context, offset, origin in CurlTransfer.at(context).seek(to: offset, origin: origin) }
    }

    /// What a transfer of libcurl's connects to; `nil` when it is none of ours.
    static func origin(of handle: UnsafeMutableRawPointer?) -> CurlURL.Origin? {
        CurlEasy.privatePointer(of: handle).map { at($0).exchange.request.origin }
    }

    private static func at(_ context: UnsafeMutableRawPointer?) -> CurlTransfer {
        // Proof: whoever sets a callback sets this transfer as its context beside it.
        guard let context else { preconditionFailure("libcurl lost a callback's context") }
        return Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    }

    /// Has libcurl go on where the reason to pause is gone.
    func resume() {
        lastActivity = .now
        let pauses = exchange.liftPauses()
        _ = curl_easy_pause(
            easy.handle, (pauses.receiving ? CURLPAUSE_RECV : 0) | (pauses.sending ? CURLPAUSE_SEND : 0))
    }

    /// When to give up unless something happens before.
    var deadline: (time: ContinuousClock.Instant, code: HTTPError.Code)? {
        let total = exchange.deadline.map { ($0, HTTPError.Code.totalTimedOut) }
        guard let idle = exchange.request.timeouts.idle, let connected = whenConnected(), !exchange.isPaused else {
            return total
        }
        let quiet = max(lastActivity, connected) + idle
        if let total, total.0 <= quiet { return total }
        return (quiet, .idleTimedOut)
    }

    /// Whether received bytes may ever lie unread.
    var mayCoalesce: Bool { exchange.request.original.coalescing > .zero }

    /// For how long they may. Those that make a connection may not.
    var coalescing: Duration { whenConnected() == nil ? .zero : exchange.request.original.coalescing }

    private func whenConnected() -> ContinuousClock.Instant? {
        if connected == nil {
            let microseconds = easy.offset(CURLINFO_PRETRANSFER_TIME_T)
            connected = microseconds > 0 ? started + .microseconds(microseconds) : nil
        }
        return connected
    }
}

// MARK: - What libcurl calls

extension CurlTransfer {
    private func receiveHeader(_ bytes: UnsafeRawBufferPointer) -> Int {
        lastActivity = .now
        do throws(ResponseHeadParser.Failure) {
            if let head = try parser.take(bytes) { exchange.receive(head) }
            return bytes.count
        } catch {
            switch error {
            case .malformedStatusLine: exchange.fail(HTTPError(.protocolError, "the response has no valid status line"))
            case .tooLarge: exchange.fail(HTTPError(.tooLarge, "the response's headers are too long"))
            }
            return 0
        }
    }

    private func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        lastActivity = .now
        return switch exchange.receive(bytes) {
        case .taken: bytes.count
        case .pause: capus_curl_write_pause()
        case .abort: 0
        }
    }

    private func supply(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        lastActivity = .now
        switch exchange.request.body {
        case .none: return 0
        case .bytes(let data):
            let count = min(data.count - Int(position), buffer.count)
            let start = data.startIndex + Int(position)
            data.copyBytes(to: buffer, from: start..<(start + count))
            position += Int64(count)
            return count
        case .file(let file):
            do {
                let count = try file.read(at: position, into: buffer)
                position += Int64(count)
                return count
            } catch {
                exchange.fail(error)
                return capus_curl_read_abort()
            }
        case .stream:
            switch exchange.supply(buffer) {
            case .bytes(let count, _):
                position += Int64(count)
                return count
            case .pause: return capus_curl_read_pause()
            case .abort: return capus_curl_read_abort()
            }
        }
    }

    private func seek(to offset: curl_off_t, origin: Int32) -> Int32 {
        guard origin == SEEK_SET else { return CURL_SEEKFUNC_FAIL }
        if case .stream = exchange.request.body, position != Int64(offset) { return CURL_SEEKFUNC_FAIL }
        position = Int64(offset)
        return CURL_SEEKFUNC_OK
    }
}
