import ApusHTTP
import FoundationEssentials
import Synchronization
import Testing
import Waiting

/// Servers that break off, fall silent or talk nonsense.
@Suite struct HTTPFailureTests {
    let client = CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none))

    static func silence(_ connection: LoopbackConnection) throws {
        _ = try connection.readHead()
        try connection.waitForClose()
    }

    @Test func `a server that never answers is given up after the idle timeout`() async throws {
        try await LoopbackServer.run(Self.silence) { server in
            let request = HTTPRequest(.get, server.url, timeouts: HTTPTimeouts(idle: .milliseconds(100)))
            await #expect(throws: HTTPError(.idleTimedOut, "", for: request)) { try await client.send(request) }
        }
    }

    @Test func `a server that falls silent in the middle of the body is given up after the idle timeout`() async throws
    {
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
            try connection.waitForClose()
        } _: { server in
            let request = HTTPRequest(.get, server.url, timeouts: HTTPTimeouts(idle: .seconds(3)))
            try await client.withResponse(to: request) { response in
                var iterator = response.body.makeAsyncIterator()
                let first = try await iterator.next()
                #expect(first == Data("half".utf8))
                await #expect(throws: HTTPError(.idleTimedOut, "", for: request)) { try await iterator.next() }
            }
        }
    }

    @Test func `everything together has a timeout of its own`() async throws {
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while true {
                try connection.send("1\r\nx\r\n")
                _ = connection.hasClosed(within: 10)
            }
        } _: { server in
            let timeouts = HTTPTimeouts(idle: .seconds(30), total: .milliseconds(150))
            let request = HTTPRequest(.get, server.url, timeouts: timeouts)
            await #expect(throws: HTTPError(.totalTimedOut, "", for: request)) { try await client.send(request) }
        }
    }

    @Test func `time in which nobody reads is not idle time`() async throws {
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4000000\r\n\r\n")
            try connection.send(Data(count: 4_000_000))
        } _: { server in
            let request = HTTPRequest(.get, server.url, timeouts: HTTPTimeouts(idle: .seconds(3)))
            let count = try await client.withResponse(to: request) { response in
                try await Task.sleep(for: .seconds(4))
                return try await response.body.collect(upTo: 4_000_000).count
            }
            #expect(count == 4_000_000)
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nten bytes.",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\nten bytes.\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nten bytes.",
    ])
    func `a body that ends before its end is truncated, never complete`(answer: String) async throws {
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send(answer)
        } _: { server in
            let request = HTTPRequest(.get, server.url)
            let seen = Mutex(Data())
            await #expect(throws: HTTPError(.truncated, "", for: request)) {
                try await client.withResponse(to: request) { response in
                    for try await piece in response.body { seen.withLock { $0 += piece } }
                }
            }
            #expect(seen.withLock { $0 } == Data("ten bytes.".utf8))
        }
    }

    @Test(arguments: [
        ("", HTTPError.Code.connectionLost), ("HTTP/1.1 20", .connectionLost), ("hello\r\n\r\n", .protocolError),
        ("HTTP/1.1 200 OK\r\nX: " + String(repeating: "x", count: 90_000), .connectionLost),
    ])
    func `a connection that ends without a response says why`(answer: String, code: HTTPError.Code) async throws {
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send(answer)
        } _: { server in
            let request = HTTPRequest(.get, server.url)
            await #expect(throws: HTTPError(code, "", for: request)) { try await client.send(request) }
        }
    }

    @Test func `headers without end are too large`() async throws {
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send("HTTP/1.1 200 OK\r\n")
            while true { try connection.send("X: " + String(repeating: "x", count: 1000) + "\r\n") }
        } _: { server in
            let request = HTTPRequest(.get, server.url)
            await #expect(throws: HTTPError(.tooLarge, "", for: request)) { try await client.send(request) }
        }
    }

    @Test func `a name without address is its own error`() async throws {
        let request = HTTPRequest(.get, "http://nobody.invalid/")
        await #expect(throws: HTTPError(.nameResolutionFailed, "", for: request)) { try await client.send(request) }
    }

    @Test func `a proxy that refuses or is not there is named`() async throws {
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        } _: { server in
            for proxy in [server.url, "http://127.0.0.1:1"] {
                let client = CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .url(proxy)))
                let request = HTTPRequest(.get, "https://127.0.0.1:2/")
                await #expect(throws: HTTPError(.proxyFailed, "", for: request)) { try await client.send(request) }
            }
        }
    }

    @Test func `closing the client ends what is going on`() async throws {
        try await LoopbackServer.run(Self.silence) { server in
            let request = HTTPRequest(.get, server.url)
            let exchange = Task { try await client.send(request) }
            try await eventually("the connection") { server.connections == 1 }
            await client.close()
            await #expect(throws: HTTPError(.clientClosed, "", for: request)) { try await exchange.value }
        }
    }

    @Test func `errors show neither credentials nor query`() {
        let error = HTTPError(
            .connectionFailed, "gone", for: HTTPRequest(.get, "https://user:secret@host/path?token=secret"))
        #expect("\(error)" == "GET https://host/path: gone")
    }
}
