import ApusHTTP
import FoundationEssentials
import Synchronization
import SystemPackage
import Testing

@Suite struct CurlHTTPClientTests {
    let client = CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none))

    @Test func `a request and its response come across unchanged`() async throws {
        let heads = Mutex<[String]>([])
        try await LoopbackServer.run { connection in
            let head = try connection.readHead()
            heads.withLock { $0.append(head) }
            try connection.send(
                "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 404 Not Found\r\nX-One: a\r\nx-one:  b \r\nContent-Length: 5\r\n\r\nhello"
            )
        } _: { server in
            let response = try await client.send(
                HTTPRequest(.get, "\(server.url)/a%2Fb/../c?x=%20#part", headers: ["X-Empty": "", "X-Given": "v"]))
            #expect(response.status == 404)
            #expect(response.headers.values(of: "X-ONE") == ["a", "b"])
            #expect(response.headers["Link"] == nil)
            #expect(response.version == .http1_1)
            #expect(response.body == Data("hello".utf8))
            let lines = try #require(heads.withLock { $0.first }).split(separator: "\r\n")
            #expect(lines.first == "GET /a%2Fb/../c?x=%20 HTTP/1.1")
            #expect(lines.contains("X-Empty:") && lines.contains("X-Given: v") && lines.contains("User-Agent: apus"))
        }
    }

    @Test(arguments: [
        (HTTPMethod.get, HTTPRequestBody.none, nil as String?), (.delete, .none, nil), (.post, .none, "0"),
        (.put, .text("four"), "4"), (.post, .text("four"), "4"), (.patch, .text("four"), "4"),
        (.delete, .text("four"), "4"), (.post, .bytes(Data(repeating: 7, count: 16_384)), "16384"),
        (.post, .bytes(Data(repeating: 7, count: 16_385)), "16385"),
        (HTTPMethod(rawValue: "REPORT"), .none, nil),
    ])
    func `a method keeps its name, and says the length of a body`(
        method: HTTPMethod, body: HTTPRequestBody, length: String?
    ) async throws {
        let seen = Mutex(("", Data()))
        try await LoopbackServer.run { connection in
            let head = try connection.readHead()
            let body = try connection.readBody(of: head)
            seen.withLock { $0 = (head, body) }
            try connection.send("HTTP/1.1 204 No Content\r\n\r\n")
        } _: { server in
            let response = try await client.send(HTTPRequest(method, server.url, body: body))
            #expect(response.status == 204)
            let (head, sent) = seen.withLock { $0 }
            #expect(head.hasPrefix("\(method) / HTTP/1.1\r\n"))
            let lengths = head.split(separator: "\r\n").filter { $0.hasPrefix("Content-Length:") }
            #expect(lengths == (length.map { ["Content-Length: \($0)"] } ?? []))
            #expect(!head.contains("Expect:") && !head.contains("Content-Type"))
            let wanted = try await body.collect()
            #expect(sent == wanted)
        }
    }

    @Test func `requests share a connection`() async throws {
        try await LoopbackServer.run { connection in
            while true {
                _ = try connection.readHead()
                try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
            }
        } _: { server in
            for _ in 0..<10 { _ = try await client.send(HTTPRequest(.get, server.url)) }
            #expect(server.connections == 1)
        }
    }

    @Test func `the answer to HEAD has no body, whatever length it names`() async throws {
        try await LoopbackServer.run { connection in
            _ = try connection.readHead()
            try connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
            try connection.waitForClose()
        } _: { server in
            let response = try await client.send(HTTPRequest(.head, server.url))
            #expect(response.headers["Content-Length"] == "1000")
            #expect(response.body.isEmpty)
            await client.close()
        }
    }

    @Test(arguments: [
        HTTPRequest(.get, "ftp://127.0.0.1/"), HTTPRequest(.get, "/path"), HTTPRequest(.get, "http://127.0.0.1/a b"),
        HTTPRequest(.get, ""), HTTPRequest(.get, "http://127.0.0.1/", headers: ["X": "a\r\nY: b"]),
        HTTPRequest(.get, "http://127.0.0.1/", headers: ["X Y": "a"]),
        HTTPRequest(HTTPMethod(rawValue: "G T"), "http://127.0.0.1/"),
        HTTPRequest(.put, "http://127.0.0.1/", body: .file("/no/such/file", length: 1)),
    ])
    func `what cannot be sent is an invalid request`(request: HTTPRequest) async {
        await #expect(throws: HTTPError(.invalidRequest, "", for: request)) { try await client.send(request) }
    }

    @Test func `a client that is closed says so`() async throws {
        let request = HTTPRequest(.get, "http://127.0.0.1:1/")
        await client.close()
        await client.close()
        await #expect(throws: HTTPError(.clientClosed, "", for: request)) { try await client.send(request) }
    }
}
