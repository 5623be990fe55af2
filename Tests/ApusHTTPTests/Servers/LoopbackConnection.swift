import FoundationEssentials
import Glibc

/// One connection of a ``LoopbackServer``; used by its thread alone.
final class LoopbackConnection {
    private let descriptor: CInt
    private var pending = Data()

    init(_ descriptor: CInt) { self.descriptor = descriptor }

    func close() {
        // Reaches the client even if a child process that was started meanwhile holds the descriptor, too.
        shutdown(descriptor, CInt(SHUT_RDWR))
        Glibc.close(descriptor)
    }

    /// The request line and the header lines.
    func readHead() throws -> String {
        let end = Data("\r\n\r\n".utf8)
        while true {
            if let range = pending.firstRange(of: end) {
                defer { pending = Data(pending[range.upperBound...]) }
                return String(decoding: pending[..<range.lowerBound], as: UTF8.self)
            }
            guard let more = try receive() else { throw Loopback.Failure(call: "the client left") }
            pending.append(more)
        }
    }

    func read(_ count: Int) throws -> Data {
        while pending.count < count {
            guard let more = try receive() else { throw Loopback.Failure(call: "the client left") }
            pending.append(more)
        }
        defer { pending = Data(pending.dropFirst(count)) }
        return Data(pending.prefix(count))
    }

    /// A body in chunks (RFC 9112, section 7.1), without its frame.
    func readChunks() throws -> Data {
        var body = Data()
        while true {
            var line = Data()
            while line.suffix(2) != Data("\r\n".utf8) { line += try read(1) }
            let count = Int(String(decoding: line.dropLast(2), as: UTF8.self), radix: 16) ?? 0
            body += try read(count)
            _ = try read(2)
            if count == 0 { return body }
        }
    }

    /// The body that the head announces.
    func readBody(of head: String) throws -> Data {
        if head.lowercased().contains("transfer-encoding: chunked") { return try readChunks() }
        let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        return try read(line.flatMap { Int($0.dropFirst("content-length: ".count)) } ?? 0)
    }

    /// Returns when the client has closed the connection.
    func waitForClose() throws { while try receive() != nil {} }

    func send(_ text: String) throws { try send(Data(text.utf8)) }

    func send(_ data: Data) throws {
        var sent = 0
        while sent < data.count { sent += try sendSome(data.dropFirst(sent)) }
    }

    /// Sends as much as there is room for, waiting for room.
    private func sendSome(_ data: Data) throws -> Int {
        let count = data.withUnsafeBytes {
            Glibc.send(descriptor, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
        }
        guard count >= 0 else { throw Loopback.Failure(call: "send") }
        return count
    }

    /// Whether there is room for more within `milliseconds`.
    func hasRoom(within milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&entry, 1, milliseconds) > 0
    }

    /// Whether the client closed the connection, or sent something, within `milliseconds`.
    func hasClosed(within milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, milliseconds) > 0
    }

    private func receive() throws -> Data? {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        // A client that closes with bytes unread resets the connection.
        guard count >= 0 || errno == ECONNRESET else { throw Loopback.Failure(call: "recv") }
        return count <= 0 ? nil : Data(buffer[..<count])
    }
}
