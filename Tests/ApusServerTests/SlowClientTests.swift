import ApusCore
import ApusHTTP
import ApusModel
import ApusServer
import ApusTestKit
import FoundationEssentials
import Testing
import Waiting

@Suite("Clients that do not behave", .timeLimit(.minutes(20))) struct SlowClientTests {
    @Test func `headers that never end are waited for only so long, however steadily they come`() async throws {
        try await withServer(configure: { $0.patience = .milliseconds(300) }) { server in
            let connection = try RawConnection(to: server.url)
            #expect(connection.send("GET /health HTTP/1.1\r\nX-Long: "))
            while try connection.isOpenAtServer() {
                _ = connection.send("x")
                try await Task.sleep(for: .milliseconds(20))
            }
        }
    }

    @Test func `who connects and says nothing is cut off`() async throws {
        try await withServer(configure: { $0.patience = .milliseconds(300) }) { server in
            let connection = try RawConnection(to: server.url)
            #expect(try await blocking { connection.readToEnd() } == "")
        }
    }

    @Test func `a body that never comes is waited for only so long`() async throws {
        try await withServer(configure: { $0.patience = .milliseconds(300) }) { server in
            let connection = try RawConnection(to: server.url)
            #expect(connection.send(try head(server, length: 100)))
            #expect(try await blocking { connection.readToEnd() } == "")
        }
    }

    @Test func `a body that comes byte by byte is waited for only so long`() async throws {
        try await withServer(configure: { $0.bodyPatience = .milliseconds(300) }) { server in
            let connection = try RawConnection(to: server.url)
            #expect(connection.send(try head(server, length: 1 << 20)))
            while try connection.isOpenAtServer() {
                _ = connection.send(" ")
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(try await blocking { connection.readToEnd() }.hasPrefix("HTTP/1.1 408 "))
        }
    }

    @Test(arguments: [("Bearer apus_00", "401"), (nil, "413")])
    func `who is refused is told before the body comes, and cut off`(credentials: String?, status: String) async throws
    {
        try await withServer(configure: { $0.maximumBodySize = 1 << 20 }) { server in
            let connection = try RawConnection(to: server.url)
            #expect(connection.send(try head(server, credentials, length: 1 << 30)))
            #expect(try await blocking { connection.readToEnd() }.hasPrefix("HTTP/1.1 \(status) "))
        }
    }

    @Test func `an answer that is never read is not kept for ever`() async throws {
        let samples = Samples()
        let store = try await samples.stored()
        var large = samples.otherComponent
        large.labels = ["large": String(repeating: "x", count: 16 << 20)]
        try await store.update(large, replacing: nil, secrets: [:])
        try await withServer(store, configure: { $0.patience = .milliseconds(300) }) { server in
            let connection = try RawConnection(to: server.url)
            let (key, id) = (try server.apiKey().revealed(), samples.otherComponent.id)
            #expect(
                connection.send(
                    "GET /api/v1/components/\(id) HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(key)\r\n\r\n"))
            try await eventually("the server to hang up") { try !connection.isOpenAtServer() }
            #expect(try await blocking { connection.readToEnd() }.utf8.count < 16 << 20)
        }
    }

    @Test func `who follows a run and reads nothing is cut off, and little waits for it meanwhile`() async throws {
        let samples = Samples()
        let store = try await samples.stored()
        // Each change has the whole step with all of its attempts: some 50 MB together.
        let (count, message) = (40, String(repeating: "x", count: 1 << 16))
        for number in 1...count {
            let key = Attempt.Key(run: samples.run.id, step: "a", number: number)
            try await store.launch(key, inputs: [:], cacheKey: nil, at: samples.now)
            _ = try await store.lose(key, failure: AttemptFailure(.infrastructure, message), at: samples.now)
        }
        try await withServer(store, configure: { $0.patience = .milliseconds(300) }) { server in
            let connection = try RawConnection(to: server.url)
            let key = try server.apiKey().revealed()
            #expect(
                connection.send(
                    "GET /api/v1/runs/\(samples.run.id)/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(key)\r\n\r\n"
                ))
            try await eventually("the server to hang up") { try !connection.isOpenAtServer() }
            #expect(try await blocking { connection.readToEnd() }.utf8.count < 30 << 20)
        }
    }

    private func head(_ server: ServerUnderTest, _ credentials: String? = nil, length: Int) throws -> String {
        let credentials = try credentials ?? "Bearer \(server.apiKey().revealed())"
        return """
            POST /api/v1/stacks HTTP/1.1\r
            Host: apus.example\r
            Authorization: \(credentials)\r
            Content-Type: application/json\r
            Content-Length: \(length)\r
            \r

            """
    }
}
