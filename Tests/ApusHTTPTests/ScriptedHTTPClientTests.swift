import ApusHTTP
import ApusTestKit
import FoundationEssentials
import Testing

@Suite struct ScriptedHTTPClientTests {
    @Test func `answers, and remembers what was sent`() async throws {
        let client = ScriptedHTTPClient { request, body in .text(200, "\(request.method) \(body.count)") }
        let response = try await client.send(HTTPRequest(.post, "http://example.test/", body: .text("four")))
        #expect(response.isSuccess)
        #expect(response.body == Data("POST 4".utf8))
        #expect(client.exchanges.map(\.body) == [Data("four".utf8)])
    }

    @Test func `an actor's state can be used in the closure`() async throws {
        let client = ScriptedHTTPClient { _, _ in .text(200, "one\ntwo\r\nthree") }
        #expect(try await Counter().countLines(client) == 3)
    }

    actor Counter {
        private var count = 0

        func countLines(_ client: any HTTPClient) async throws -> Int {
            try await client.withResponse(to: HTTPRequest(.get, "http://example.test/")) { response in
                for try await _ in response.body.lines { count += 1 }
            }
            return count
        }
    }
}
