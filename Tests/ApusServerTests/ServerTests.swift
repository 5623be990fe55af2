import ApusAPI
import ApusClient
import ApusCore
import ApusHTTP
import ApusModel
import ApusServer
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite struct ServerTests {
    @Test func `says who it is`() async throws {
        try await withServer { server in
            let info = try await server.store().info()
            #expect(info.version == ApusVersion.current)
            #expect(info.baseURL == server.url)
            #expect(!info.id.isEmpty)
        }
        try await withServer(configure: { $0.baseURL = "https://apus.example" }) { server in
            let info = try await server.store().info()
            #expect(info.baseURL == "https://apus.example")
        }
    }

    @Test func `is healthy for everybody`() async throws {
        try await withServer { server in
            let response = try await server.send(.get, "/health", token: nil)
            #expect(response.status == 200)
        }
    }

    @Test func `keeps its keys to itself and over a restart`() async throws {
        let store = InMemoryMetadataStore()
        let samples = Samples()
        try await store.create(samples.run, plan: samples.plan)
        try await withScratchFolder { folder in
            let first = try await withServer(store, folder: folder) { server in
                _ = try await server.store().runToken(for: samples.run.id)
                return (try server.apiKey(), try await server.store().info().id)
            }
            let second = try await withServer(store, folder: folder) {
                (try $0.apiKey(), try await $0.store().info().id)
            }
            #expect(first == second)
            for file in ["api-key", "token-keys.json", "server-id"] {
                let path = folder.appending(file).string
                let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(file)")
            }
        }
    }

    @Test(arguments: [
        (HTTPMethod.get, "/none", false), (.get, "/api/v2/runs", false), (.get, "/api/v1/nothing", true),
    ])
    func `what it does not have is a problem with a hint`(method: HTTPMethod, path: String, isKnown: Bool) async throws
    {
        try await withServer { server in
            let key = try server.apiKey().revealed()
            let response = try await server.send(method, path, token: isKnown ? key : nil)
            #expect(response.status == 404)
            #expect(response.headers["Content-Type"] == ProblemDetails.mediaType)
            let problem = try CanonicalJSON.decode(ProblemDetails.self, from: response.body)
            #expect(problem.status == 404)
            #expect(problem.code == ApusError.Code.unsupported.rawValue)
            #expect(problem.detail.contains(path))
        }
    }

    @Test(arguments: [(HTTPMethod.post, "/api/v1/info", "GET"), (.patch, "/api/v1/runs", "GET, POST")])
    func `a method that a path does not take is refused with those that it takes`(
        method: HTTPMethod, path: String, allowed: String
    ) async throws {
        try await withServer { server in
            let response = try await server.send(method, path, token: nil)
            #expect(response.status == 405)
            #expect(response.headers["Allow"] == allowed)
            let problem = try CanonicalJSON.decode(ProblemDetails.self, from: response.body)
            #expect(problem.code == ApusError.Code.unsupported.rawValue)
        }
    }

    @Test(arguments: [
        ("/api/v1/stacks", "{", 400), ("/api/v1/stacks", #"{"name": 3}"#, 400),
        ("/api/v1/runs/r/steps/a/attempts/x/claim", #"{"holder": "h", "at": "2026-01-31T08:05:09.042Z"}"#, 400),
        ("/api/v1/runs/%zz/cancellation", #"{"at": "2026-01-31T08:05:09.042Z"}"#, 400),
        ("/api/v1/stacks", String(repeating: " ", count: 5000), 413),
        ("/api/v1/logins", "{}", 400),
        ("/api/v1/runs/%00/cancellation", #"{"at": "2026-01-31T08:05:09.042Z"}"#, 400),
    ])
    func `what it cannot read is refused`(path: String, body: String, status: Int) async throws {
        try await withServer(configure: { $0.maximumBodySize = 4096 }) { server in
            let key = try server.apiKey().revealed()
            let response = try await server.send(.post, path, token: key, body: .text(body))
            #expect(response.status == status)
            let problem = try CanonicalJSON.decode(ProblemDetails.self, from: response.body)
            #expect(problem.code == ApusError.Code.invalidArgument.rawValue)
        }
    }

    @Test func `asks for credentials as RFC 6750 wants`() async throws {
        try await withServer { server in
            let response = try await server.send(.get, "/api/v1/info", token: nil)
            #expect(response.status == 401)
            #expect(response.headers["WWW-Authenticate"] == "Bearer")
        }
    }

    @Test func `says that a port is taken`() async throws {
        try await withServer { server in
            let port = try #require(server.url.split(separator: ":").last.flatMap { Int($0) })
            let error = await failure {
                try await withScratchFolder { folder in
                    try await MetadataServer(
                        configuration: ServerConfiguration(port: port, folder: folder), store: InMemoryMetadataStore()
                    ).run()
                }
            }
            #expect(error?.code == .unavailable)
            #expect(error?.summary.contains("\(port)") == true)
        }
    }
}
