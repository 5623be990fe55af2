import ApusHTTP
import FoundationEssentials
import Synchronization
import Testing
import Waiting

/// A response whose bytes may wait, beside other requests of the same thread.
@Suite(.timeLimit(.minutes(20))) struct CoalescingTests {
    /// A wait that is never over by itself.
    private static let long: Duration = .seconds(86_400)

    private let client = CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none))

    private final class Progress: Sendable {
        let isBegun = Mutex(false)
        let isSent = Mutex(false)
        let body = Mutex(Data())
        var read: Int { body.withLock { $0.count } }
    }

    /// What a response that lets its bytes wait for `coalescing` brings when, after its first byte, `later` is sent and then
    /// `action` is done.
    private func response(
        _ later: Data, coalescing: Duration = long,
        _ action: @escaping @Sendable (LoopbackServer, Progress) async throws -> Void
    ) async throws -> Data {
        let progress = Progress()
        try await LoopbackServer.run { connection in
            guard try connection.readHead().hasPrefix("GET /stream ") else {
                return try connection.send("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
            }
            try connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: \(1 + later.count)\r\n\r\n1")
            while !progress.isBegun.withLock({ $0 }) { if connection.hasClosed(within: 5) { return } }
            try connection.send(later)
            progress.isSent.withLock { $0 = true }
            try connection.waitForClose()
        } _: { server in
            async let reading: Void = client.withResponse(
                to: HTTPRequest(.get, "\(server.url)/stream", coalescing: coalescing)
            ) { response in
                for try await piece in response.body { progress.body.withLock { $0 += piece } }
            }
            try await eventually("the first bytes") { progress.read > 0 }
            progress.isBegun.withLock { $0 = true }
            try await eventually("the later bytes to be sent") { progress.isSent.withLock { $0 } || progress.read > 1 }
            try await action(server, progress)
            try await reading
        }
        return progress.body.withLock { $0 }
    }

    /// Makes a request that waits for nothing.
    private func sendPromptly(_ url: String) async throws {
        let response = try await client.send(HTTPRequest(.get, url))
        #expect(response.status == 204)
    }

    @Test func `few bytes wait until there is a request to the same server that waits for nothing`() async throws {
        let later = Data("later".utf8)
        let body = try await response(later) { server, progress in
            try await LoopbackServer.run { connection in
                _ = try connection.readHead()
                try connection.send("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
            } _: { other in
                // The thread looks at all sockets each time.
                for _ in 0..<20 { try await sendPromptly(other.url) }
            }
            #expect(progress.read == 1)
            try await sendPromptly("\(server.url)/prompt")
        }
        #expect(body == Data("1".utf8) + later)
    }

    @Test func `many bytes do not wait`() async throws {
        let later = Data(repeating: 7, count: 1 << 20)
        let body = try await response(later) { server, progress in
            try await eventually("half of the bytes") { progress.read > later.count / 2 }
            // The last ones are few.
            while progress.read <= later.count { try await sendPromptly("\(server.url)/prompt") }
        }
        #expect(body == Data("1".utf8) + later)
    }

    @Test func `a connection that ends does not wait`() async throws {
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall")
        } _: { server in
            let request = HTTPRequest(.get, server.url, coalescing: Self.long)
            let response = try await client.send(request)
            #expect(response.body == Data("all".utf8))
        }
    }

    @Test func `bytes wait no longer than they may`() async throws {
        let body = try await response(Data("later".utf8), coalescing: .milliseconds(30)) { _, _ in }
        #expect(body == Data("1later".utf8))
    }

    @Test func `a request that waits less shortens the waiting of others`() async throws {
        let body = try await response(Data("later".utf8)) { server, _ in
            _ = try await client.send(HTTPRequest(.get, "\(server.url)/x", coalescing: .milliseconds(30)))
        }
        #expect(body == Data("1later".utf8))
    }
}
