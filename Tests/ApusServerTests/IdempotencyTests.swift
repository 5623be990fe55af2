import ApusAPI
import ApusClient
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Testing

@Suite("Idempotency keys") struct IdempotencyTests {
    @Test func `the same call again makes nothing more, and has the same answer`() async throws {
        try await withServer { server in
            let body = APIKeyRequest(account: nil, name: "laptop", expiresAt: nil)
            let first = try await post("/api/v1/api-keys", body, key: "\"k-1\"", server)
            let second = try await post("/api/v1/api-keys", body, key: "k-1", server)
            #expect(first.status == 200)
            #expect(second.status == 200)
            #expect(second.body == first.body)
            #expect(second.headers["X-Request-ID"] != first.headers["X-Request-ID"])
            #expect(try await server.store().apiKeys().count { $0.name == "laptop" } == 1)
            // Without a key it is another call.
            #expect(try await post("/api/v1/api-keys", body, key: nil, server).status == 409)
        }
    }

    @Test func `the key of another call is refused`() async throws {
        try await withServer { server in
            let stack = Stack(name: "one", components: [:], createdAt: Date())
            #expect(try await post("/api/v1/stacks", stack, key: "k", server).status == 204)
            var other = stack
            other.name = "two"
            #expect(try await post("/api/v1/stacks", other, key: "k", server).status == 422)
            // Keys of callers are their own.
            let member = try await server.key(of: .member)
            #expect(try await post("/api/v1/stacks", other, key: "k", server, as: member).status == 409)
        }
    }

    @Test(arguments: ["", "\"\"", "a b", "ä", String(repeating: "k", count: 129), "a\"b"])
    func `what is no key is refused`(key: String) async throws {
        try await withServer { server in
            let stack = Stack(name: "one", components: [:], createdAt: Date())
            let response = try await post("/api/v1/stacks", stack, key: key, server)
            #expect(response.status == 400)
        }
    }

    @Test func `a call that failed may be made again with its key`() async throws {
        let store = InMemoryMetadataStore()
        try await withServer(store) { server in
            let stack = Stack(name: "one", components: [:], createdAt: Date())
            let admin = try server.apiKey()
            #expect(try await post("/api/v1/stacks", stack, key: "k", server, as: admin).status == 204)
            let component = Component(type: .artifactStore, name: "c", flavor: "local", createdAt: Date())
            let record = ComponentRecord(component: component, secrets: SecretValues([:]))
            let missing = Stack(
                name: "two", components: [.artifactStore: component.id], createdAt: Date(timeIntervalSince1970: 0))
            #expect(try await post("/api/v1/stacks", missing, key: "k2", server).status == 404)
            #expect(try await post("/api/v1/components", record, key: "k3", server).status == 204)
            #expect(try await post("/api/v1/stacks", missing, key: "k2", server).status == 204)
        }
    }

    private func post(
        _ path: String, _ body: some Encodable, key: String?, _ server: ServerUnderTest, as token: SecretString? = nil
    ) async throws -> HTTPBufferedResponse {
        var request = HTTPRequest(.post, server.url + path, body: .bytes(try CanonicalJSON.encode(body)))
        request.headers["Authorization"] = "Bearer \(try (token ?? server.apiKey()).revealed())"
        request.headers["Idempotency-Key"] = key
        return try await server.client.send(request)
    }
}
