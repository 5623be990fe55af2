import ApusCore
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Logging
import SystemPackage
import Testing

@testable import S3Plugin

@Suite("Connector type s3-bucket", .enabled(if: MotoServer.isInstalled, "needs moto; Scripts/setup installs it"))
struct S3ConnectorTests {
    static func connector(
        _ port: UInt16, secret: String = "secret", token: String? = nil, http: (any HTTPClient)? = nil
    ) throws -> any ServiceConnector {
        let method = try S3Connectors.type(http: http).authMethod(token == nil ? "secret-key" : "session-token")
        var options: [String: JSONValue] = [
            "access_key_id": "AKIATEST", "secret_access_key": .string(secret),
            "endpoint_url": .string("http://127.0.0.1:\(port)"),
        ]
        options["session_token"] = token.map { .string($0) }
        let (plain, secrets) = method.schema.separatingSecrets(try method.schema.validate(options, of: "sc"))
        let record = Connector(
            name: "sc", type: "s3-bucket", authMethod: method.name, resourceTypes: [.s3Bucket], configuration: plain,
            secretOptions: secrets.keys.sorted(), createdAt: Date())
        return try method.make(
            ConnectorContext(
                connector: record, secrets: secrets, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    }

    @Test("keeps the contract with a real endpoint")
    func contract() async throws {
        try await MotoServer.with { server in
            try await MotoServer.with(checkingCredentials: true) { strict in
                _ = try await server.newStore()
                _ = try await server.newStore()
                let subject = ServiceConnectorConformance.Subject(
                    type: .s3Bucket, working: { try Self.connector(server.port) },
                    refused: { try Self.connector(strict.port, secret: "refused-secret") },
                    refusedSecrets: [SecretString("refused-secret")],
                    unreachable: { try Self.connector(UInt16(FreePort.take())) },
                    silent: {
                        let (requests, announcement) = AsyncStream.makeStream(of: Void.self)
                        let http = ScriptedHTTPClient { _, _ in
                            announcement.yield()
                            for await _ in AsyncStream<Never>.makeStream().stream {}
                            throw CancellationError()
                        }
                        return .init(try Self.connector(server.port, http: http)) {
                            _ = await requests.first { true }
                        }
                    })
                for check in ServiceConnectorConformance.Check.all {
                    try await ServiceConnectorConformance(subject).run(check)
                }
            }
        }
    }

    @Test("an artifact store works with its credentials, for its own bucket and endpoint only")
    func store() async throws {
        try await MotoServer.with { server in
            let bucket = try await server.newStore().client.location.bucket
            let connector = try Self.connector(server.port, token: "a-session")
            #expect(try await connector.resources(of: .s3Bucket, matching: bucket) == ["s3://\(bucket)"])
            func store(_ path: String, _ port: UInt16) throws -> any ArtifactStore {
                let component = Component(
                    type: .artifactStore, name: "bucket", flavor: "s3",
                    configuration: [
                        "path": .string(path), "endpoint_url": .string("http://127.0.0.1:\(port)/"),
                    ], createdAt: Date())
                let context = ComponentContext(
                    component: component, access: { try await connector.access(to: "s3://\(bucket)", of: .s3Bucket) },
                    home: "/nowhere", logger: Logger(label: "test"))
                return try FlavorRegistry([S3Plugin()]).makeArtifactStore(context)
            }
            try await store("s3://\(bucket)/prefix", server.port).verify()
            for (path, port) in [("s3://another-bucket", server.port), ("s3://\(bucket)", server.port &+ 1)] {
                await #expect(throws: ApusError(.invalidConfiguration, "")) { try await store(path, port).verify() }
            }
        }
    }

    @Test("who may not list the buckets is told to name one")
    func forbidden() async throws {
        let http = ScriptedHTTPClient { _, _ in .text(403, "<Error><Code>AccessDenied</Code></Error>") }
        let connector = try Self.connector(9, http: http)
        let error = try #require(
            await #expect(throws: ApusError.self) { try await connector.resources(of: .s3Bucket, matching: nil) })
        #expect(error.code == .forbidden && error.hint?.contains("--resource-id=s3://NAME") == true)
    }
}
