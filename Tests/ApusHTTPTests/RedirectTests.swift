import ApusHTTP
import FoundationEssentials
import Synchronization
import Testing

@Suite struct RedirectTests {
    let client = CurlHTTPClient(configuration: HTTPClientConfiguration(proxy: .none))

    struct Case: Sendable {
        var status: Int
        var method: HTTPMethod
        var seen: String
    }

    @Test(arguments: [
        Case(status: 301, method: .post, seen: "GET /there "), Case(status: 302, method: .post, seen: "GET /there "),
        Case(status: 303, method: .put, seen: "GET /there "), Case(status: 307, method: .put, seen: "PUT /there body"),
        Case(status: 308, method: .post, seen: "POST /there body"),
        Case(status: 301, method: .put, seen: "PUT /there body"),
    ])
    func `a redirect is followed as its status says`(example: Case) async throws {
        let seen = Mutex<[String]>([])
        try await LoopbackServer.run { connection in
            while true {
                let head = try connection.readHead()
                let body = try connection.readBody(of: head)
                let words = head.split(separator: " ")
                seen.withLock { $0.append("\(words[0]) \(words[1]) \(String(decoding: body, as: UTF8.self))") }
                let answer = words[1] == "/a/here" ? "\(example.status) Moved\r\nLocation: ../there" : "200 OK"
                try connection.send("HTTP/1.1 \(answer)\r\nContent-Length: 0\r\n\r\n")
            }
        } _: { server in
            let request = HTTPRequest(example.method, "\(server.url)/a/here", body: .text("body"), redirects: .follow())
            let followed = try await client.send(request).status
            #expect(followed == 200)
            #expect(seen.withLock { $0.last } == example.seen)
            var plain = request
            plain.redirects = .none
            let unfollowed = try await client.send(plain).status
            #expect(unfollowed == example.status)
        }
    }

    @Test func `credentials stay with their origin`() async throws {
        let heads = Mutex<[String]>([])
        let record: @Sendable (LoopbackConnection, String) throws -> Void = { connection, answer in
            let head = try connection.readHead()
            heads.withLock { $0.append(head) }
            try connection.send("HTTP/1.1 \(answer)\r\nContent-Length: 0\r\n\r\n")
        }
        try await LoopbackServer.run {
            try record($0, "200 OK")
        } _: { other in
            try await LoopbackServer.run {
                try record($0, "302 Found\r\nLocation: \(other.url)/x")
            } _: { server in
                let request = HTTPRequest(
                    .get, server.url,
                    headers: ["Authorization": "Bearer secret", "Cookie": "c=secret", "Accept": "a/b"],
                    redirects: .follow())
                let followed = try await client.send(request).status
                #expect(followed == 200)
                let seen = heads.withLock { $0 }
                #expect(seen.count == 2)
                #expect(seen.first?.contains("secret") == true)
                #expect(seen.last?.contains("secret") == false)
                #expect(seen.last?.contains("Accept: a/b") == true)
            }
        }
    }

    @Test(arguments: ["/again", "ftp://127.0.0.1/", "http://"])
    func `a redirect that leads nowhere fails`(location: String) async throws {
        try await LoopbackServer.run { connection in
            while true {
                _ = try connection.readHead()
                try connection.send("HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n")
            }
        } _: { server in
            let request = HTTPRequest(.get, server.url, redirects: .follow(maximum: 3))
            await #expect(throws: HTTPError(.redirectFailed, "", for: request)) { try await client.send(request) }
        }
    }
}
