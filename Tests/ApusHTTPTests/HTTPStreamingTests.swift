import ApusHTTP
import ApusTestKit
import FoundationEssentials
import Synchronization
import SystemPackage
import Testing
import Waiting

/// Bodies that move at the pace of the slower side.
@Suite struct HTTPStreamingTests {
    let client = CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none))

    @Test func `a server waits while nobody reads, and nothing is lost`() async throws {
        let total = 64 << 20
        let state = Mutex((sent: 0, isStalled: false))
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(total)\r\n\r\n")
            let piece = Data(repeating: 7, count: 64 << 10)
            for _ in 0..<(total / piece.count) {
                if !connection.hasRoom(within: 300) { state.withLock { $0.isStalled = true } }
                try connection.send(piece)
                state.withLock { $0.sent += piece.count }
            }
        } _: { server in
            let received = try await client.withResponse(to: HTTPRequest(.get, server.url)) { response in
                try await eventually("the server to be held up") { state.withLock { $0.isStalled || $0.sent == total } }
                // What the kernel's two socket buffers may hold, and the client's own 256 KiB.
                #expect(state.withLock { $0.sent } < 24 << 20)
                var count = 0
                for try await piece in response.body {
                    #expect(piece.count <= 512 << 10)
                    count += piece.count
                }
                return count
            }
            #expect(received == total)
        }
    }

    @Test func `leaving the closure drops the rest and closes the connection`() async throws {
        let isClosed = Mutex(false)
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")
            try connection.waitForClose()
            isClosed.withLock { $0 = true }
        } _: { server in
            let body = try await client.withResponse(to: HTTPRequest(.get, server.url)) { $0.body }
            try await eventually("the connection to be closed") { isClosed.withLock { $0 } }
            await #expect(throws: HTTPError(.invalidRequest, "", for: HTTPRequest(.get, ""))) {
                for try await _ in body {}
            }
        }
    }

    @Test func `programs that are started meanwhile do not keep the connection open`() async throws {
        let isClosed = Mutex(false)
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello")
            try connection.waitForClose()
            isClosed.withLock { $0 = true }
        } _: { server in
            let child = Mutex<ChildProgram?>(nil)
            try await client.withResponse(to: HTTPRequest(.get, server.url)) { _ in
                try child.withLock { $0 = try ChildProgram(["sleep", "600"]) }
            }
            try await eventually("the connection to be closed") { isClosed.withLock { $0 } }
            child.withLock { $0 = nil }
        }
    }

    @Test(arguments: [true, false])
    func `cancelling ends the exchange, before the head and in the middle of the body`(hasHead: Bool) async throws {
        let state = Mutex((isAsked: false, isClosed: false))
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            if hasHead { try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhello") }
            state.withLock { $0.isAsked = true }
            try connection.waitForClose()
            state.withLock { $0.isClosed = true }
        } _: { server in
            let reading = Task { try await client.send(HTTPRequest(.get, server.url)) }
            try await eventually("the request") { state.withLock { $0.isAsked } }
            reading.cancel()
            await #expect(throws: CancellationError.self) { try await reading.value }
            try await eventually("the connection to be closed") { state.withLock { $0.isClosed } }
        }
    }

    @Test func `a task that reads the body can be cancelled alone`() async throws {
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n")
            try connection.waitForClose()
        } _: { server in
            try await client.withResponse(to: HTTPRequest(.get, server.url)) { response in
                let body = response.body
                let reading = Task { try await body.collect(upTo: 100) }
                reading.cancel()
                await #expect(throws: CancellationError.self) { try await reading.value }
            }
        }
    }

    @Test(arguments: [3_000_000, nil])
    func `a stream is sent whole, with its length or in chunks`(length: Int64?) async throws {
        let seen = Mutex(("", Data()))
        try await LoopbackServer.run { connection in
            let head = try connection.readHead()
            let body = try connection.readBody(of: head)
            seen.withLock { $0 = (head, body) }
            try connection.send("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
        } _: { server in
            let pieces = (0..<3).map { Data(repeating: $0, count: 1_000_000) }
            let body = HTTPRequestBody.stream(length: length, AsyncStream(pieces))
            let response = try await client.send(HTTPRequest(.put, server.url, body: body))
            #expect(response.status == 201)
            let (head, sent) = seen.withLock { $0 }
            #expect(sent == pieces.reduce(Data(), +))
            #expect(head.contains("Content-Length: 3000000") == (length != nil))
            #expect(head.contains("Transfer-Encoding: chunked") == (length == nil))
        }
    }

    @Test func `a stream is asked for no more than the server takes`() async throws {
        let asked = Mutex(0)
        let isStalled = Mutex(false)
        try await LoopbackServer.run { connection in
            let head = try connection.readHead()
            while !isStalled.withLock({ $0 }) { _ = connection.hasClosed(within: 10) }
            _ = try connection.readBody(of: head)
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        } _: { server in
            let piece = Data(repeating: 1, count: 64 << 10)
            let pieces = AsyncStream(unfolding: {
                asked.withLock { count -> Data? in
                    if count == 1024 { return nil }
                    count += 1
                    return piece
                }
            })
            async let response = client.send(HTTPRequest(.put, server.url, body: .stream(length: nil, pieces)))
            var before = -1
            // Stalled: nothing was asked for in 300 ms.
            while true {
                let now = asked.withLock { $0 }
                if now > 0 && now == before { break }
                before = now
                try await Task.sleep(for: .milliseconds(300))
            }
            #expect(before < 512)
            isStalled.withLock { $0 = true }
            let status = try await response.status
            #expect(status == 200)
            #expect(asked.withLock { $0 } == 1024)
        }
    }

    @Test func `a response can come while the request is still being sent`() async throws {
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            let body = try connection.readChunks()
            try connection.send("\(String(body.count, radix: 16))\r\n")
            try connection.send(body)
            try connection.send("\r\n0\r\n\r\n")
        } _: { server in
            let (pieces, feed) = AsyncStream.makeStream(of: Data.self)
            let request = HTTPRequest(.post, server.url, body: .stream(length: nil, pieces))
            let echo = try await client.withResponse(to: request) { response in
                feed.yield(Data("one".utf8))
                feed.yield(Data("two".utf8))
                feed.finish()
                return try await response.body.collect(upTo: 100)
            }
            #expect(echo == Data("onetwo".utf8))
        }
    }

    @Test(arguments: [(2, 3), (3, 2), (0, 1)])
    func `a stream of another length than announced fails the request`(announced: Int64, sent: Int) async throws {
        try await LoopbackServer.run { connection in
            _ = try connection.readBody(of: try connection.readHead())
            try connection.waitForClose()
        } _: { server in
            let pieces = AsyncStream([Data(count: sent)])
            let request = HTTPRequest(.put, server.url, body: .stream(length: announced, pieces))
            await #expect(throws: HTTPError(.invalidRequest, "", for: request)) { try await client.send(request) }
        }
    }

    @Test func `what a stream throws is thrown by the exchange, and the server sees no end`() async throws {
        struct Torn: Error {}
        let state = Mutex((isAsked: false, sawEnd: nil as Bool?))
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            state.withLock { $0.isAsked = true }
            let body = try? connection.readChunks()
            state.withLock { $0.sawEnd = body != nil }
        } _: { server in
            let (pieces, feed) = AsyncThrowingStream.makeStream(of: Data.self)
            feed.yield(Data("one".utf8))
            let sending = Task {
                try await client.send(HTTPRequest(.put, server.url, body: .stream(length: nil, pieces)))
            }
            try await eventually("the request") { state.withLock { $0.isAsked } }
            feed.finish(throwing: Torn())
            await #expect(throws: Torn.self) { try await sending.value }
            try await eventually("the end of the body") { state.withLock { $0.sawEnd != nil } }
            #expect(state.withLock { $0.sawEnd } == false)
        }
    }

    @Test func `cancelling a streamed request does not make it look complete`() async throws {
        let state = Mutex((isAsked: false, sawEnd: nil as Bool?))
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            state.withLock { $0.isAsked = true }
            let body = try? connection.readChunks()
            state.withLock { $0.sawEnd = body != nil }
        } _: { server in
            let (pieces, feed) = AsyncStream.makeStream(of: Data.self)
            feed.yield(Data("one".utf8))
            let sending = Task {
                try await client.send(HTTPRequest(.put, server.url, body: .stream(length: nil, pieces)))
            }
            try await eventually("the request") { state.withLock { $0.isAsked } }
            sending.cancel()
            await #expect(throws: CancellationError.self) { try await sending.value }
            try await eventually("the end of the body") { state.withLock { $0.sawEnd != nil } }
            #expect(state.withLock { $0.sawEnd } == false)
        }
    }

    @Test func `a refusal in the middle of an upload is the response`() async throws {
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno")
            try connection.waitForClose()
        } _: { server in
            let endless = AsyncStream(unfolding: { Data(count: 64 << 10) as Data? })
            let response = try await client.send(HTTPRequest(.put, server.url, body: .stream(length: nil, endless)))
            #expect(response.status == 403)
            #expect(response.body == Data("no".utf8))
        }
    }

    @Test func `a part of a file is sent from the disk`() async throws {
        let content = Data((0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 % 251) })
        let path = FileManager.default.temporaryDirectory.appending(path: "apus-http-\(UUID().uuidString)")
        try content.write(to: path)
        defer { try? FileManager.default.removeItem(at: path) }
        let seen = Mutex(Data())
        try await LoopbackServer.run { connection in
            let body = try connection.readBody(of: try connection.readHead())
            seen.withLock { $0 = body }
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        } _: { server in
            let file = FilePath(path.path)
            _ = try await client.send(HTTPRequest(.put, server.url, body: .file(file, offset: 1000, length: 700_000)))
            #expect(seen.withLock { $0 } == content[1000..<701_000])
            let short = HTTPRequest(.put, server.url, body: .file(file, offset: 0, length: 1_000_001))
            await #expect(throws: HTTPError(.invalidRequest, "", for: short)) { try await client.send(short) }
        }
    }
}

extension AsyncStream where Element: Sendable {
    init(_ elements: [Element]) {
        self.init { feed in
            for element in elements { feed.yield(element) }
            feed.finish()
        }
    }
}
