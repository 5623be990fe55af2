import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import Logging
import Testing

@Suite("Service connector in memory")
struct InMemoryServiceConnectorTests {
    static func connector(to peer: InMemoryPeer, token: String) throws -> any ServiceConnector {
        var registry = try FlavorRegistry()
        try registry.register(InMemoryServiceConnector.type(reaching: peer))
        let method = try registry.connectorType("memory").authMethod("token")
        let record = Connector(
            name: "mem", type: "memory", authMethod: method.name, resourceTypes: [.s3Bucket], createdAt: Date())
        return try method.make(
            ConnectorContext(
                connector: record, secrets: ["token": SecretString(token)], logger: Logger(label: "test")))
    }

    static func peer(_ condition: InMemoryPeer.Condition = .answering) -> InMemoryPeer {
        InMemoryPeer(
            resources: [.s3Bucket: ["b", "a", "c"], .dockerRegistry: ["images.test"]], token: "good-token",
            condition: condition)
    }

    static let subject = ServiceConnectorConformance.Subject(
        type: .s3Bucket, working: { try connector(to: peer(), token: "good-token") },
        refused: { try connector(to: peer(), token: "refused-token") }, refusedSecrets: ["refused-token"],
        unreachable: {
            try connector(to: peer(.failing(ApusError(.unavailable, "nobody is there"))), token: "good-token")
        },
        silent: {
            let peer = Self.peer(.silent)
            return .init(try connector(to: peer, token: "good-token")) { await peer.untilAsked() }
        })

    @Test("keeps the contract", arguments: ServiceConnectorConformance.Check.all)
    func contract(check: ServiceConnectorConformance.Check) async throws {
        try await ServiceConnectorConformance(Self.subject).run(check)
    }

    @Test("follows its peer when that takes another token, fails and is mended")
    func changes() async throws {
        let peer = Self.peer()
        let connector = try Self.connector(to: peer, token: "new-token")
        await #expect(throws: ApusError(.unauthorized, "")) {
            try await connector.resources(of: .dockerRegistry, matching: nil)
        }
        peer.accept("new-token")
        #expect(try await connector.resources(of: .dockerRegistry, matching: nil) == ["images.test"])
        peer.become(.failing(ApusError(.untrusted, "another certificate")))
        await #expect(throws: ApusError(.untrusted, "")) {
            try await connector.resources(of: .dockerRegistry, matching: nil)
        }
        peer.become(.answering)
        #expect(try await connector.resources(of: .s3Bucket, matching: nil) == ["a", "b", "c"])
    }

    /// A connector that breaks sentences of the contract.
    struct Broken: ServiceConnector {
        var found = ["a", "b"]
        var accessed: String?
        var error: ApusError?

        func resources(of type: ResourceType, matching resourceID: String?) async throws -> [String] {
            if let error { throw error }
            return found
        }

        func access(to resourceID: String, of type: ResourceType) async throws -> ResourceAccess {
            ResourceAccess(
                resourceType: type, resourceID: accessed ?? resourceID, values: ["url": "https://hush-hush@h"],
                secrets: ["token": "hush-hush"])
        }
    }

    @Test("each check finds a connector that breaks its sentence, and only such a one")
    func broken() async throws {
        let cases: [(Broken, Set<String>)] = [
            (Broken(found: ["b", "a", "a"], accessed: "x"), ["several can ask at the same time"]),
            (
                Broken(error: ApusError(.unauthorized, "the token 'hush-hush' is refused")),
                [
                    "resources are in order and without repeats, again and again", "several can ask at the same time",
                    "access names the resource and the type that were asked for, again and again",
                ]
            ),
        ]
        for (connector, passed) in cases {
            let subject = ServiceConnectorConformance.Subject(
                type: .s3Bucket, working: { Broken(found: connector.found, accessed: connector.accessed) },
                refused: { connector }, refusedSecrets: ["hush-hush"], unreachable: { connector },
                silent: { .init(connector) {} })
            for check in ServiceConnectorConformance.Check.all {
                let failure = await self.failure { try await ServiceConnectorConformance(subject).run(check) }
                #expect((failure == nil) == passed.contains(check.name), "\(check)")
                #expect(failure == nil || failure is ConformanceFailure, "\(check)")
            }
        }
    }

    private func failure(of body: () async throws -> Void) async -> (any Error)? {
        do {
            try await body()
            return nil
        } catch {
            return error
        }
    }
}
