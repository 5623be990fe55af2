import ApusCore
import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import KubernetesKubeconfig
import Testing

@Suite(
    "Connectors to a real cluster", .tags(.testbed),
    .enabled(
        if: ["KUBECONFIG", "APUS_TESTBED_NODE"].allSatisfy { ProcessInfo.processInfo.environment[$0] != nil },
        "needs the testbed: Scripts/test starts it and runs this"))
struct TestbedConnectorTests {
    /// A connector by `method` with what the kubeconfig leads to, but for some options.
    static func connector(
        _ method: String, without removed: Set<String> = [], with changed: [String: JSONValue] = [:]
    ) async throws -> any ServiceConnector {
        let access = try await Kubeconfig.load().access().resourceAccess()
        var options = access.values.merging(access.secrets.mapValues { .string($0.revealed()) }) { value, _ in value }
        options["cluster_name"] = .string(access.resourceID)
        options = options.filter { !removed.contains($0.key) }.merging(changed) { $1 }
        return try await ConnectorTests.connector(method, options)
    }

    /// A kubeconfig that is kept, for the testbed's cluster or for another server, with this token.
    static func kept(token: String, server: String? = nil) async throws -> any ServiceConnector {
        let access = try await Kubeconfig.load().access().resourceAccess()
        let authority = access.values["certificate_authority"]?.stringValue ?? ""
        let text: JSONValue = [
            "clusters": [
                [
                    "name": .string(access.resourceID),
                    "cluster": [
                        "server": server.map { .string($0) } ?? access.values["server"] ?? "",
                        "certificate-authority-data": .string(Data(authority.utf8).base64EncodedString()),
                    ],
                ]
            ],
            "users": [["name": "u", "user": ["token": .string(token)]]],
            "contexts": [["name": "x", "context": ["cluster": .string(access.resourceID), "user": "u"]]],
            "current-context": "x",
        ]
        return try await ConnectorTests.connector(
            "kubeconfig-context", ["store": true, "content": .string(CanonicalJSON.text(text))])
    }

    static func subject(_ method: String) -> ServiceConnectorConformance.Subject {
        let isKept = method == "kubeconfig-context"
        return ServiceConnectorConformance.Subject(
            type: .kubernetesCluster,
            working: { isKept ? try await ConnectorTests.connector(method, [:]) : try await connector(method) },
            refused: {
                if isKept { return try await kept(token: "refused-token") }
                return try await connector(
                    "token", without: ["client_certificate", "client_key"], with: ["token": "refused-token"])
            },
            refusedSecrets: ["refused-token"],
            unreachable: {
                let server = "https://127.0.0.1:\(try FreePort.take())"
                if isKept { return try await kept(token: "t", server: server) }
                return try await connector(method, with: ["server": .string(server)])
            })
    }

    @Test(
        "keep the contract", arguments: ["client-certificate", "kubeconfig-context"],
        ServiceConnectorConformance.Check.always + ServiceConnectorConformance.Check.unreachable)
    func contract(method: String, check: ServiceConnectorConformance.Check) async throws {
        try await ServiceConnectorConformance(Self.subject(method)).run(check)
    }

    @Test("a client certificate is proved, and tells who it is for")
    func clientCertificate() async throws {
        let connector = try await Self.connector("client-certificate")
        let report = try #require(try await connector.examine(.kubernetesCluster, matching: nil).first)
        #expect(report.identity?.isEmpty == false && report.allowed.contains("create Jobs"), "\(report)")
    }

    @Test("a password is taken for nobody, which is no success")
    func password() async throws {
        let connector = try await Self.connector(
            "password", without: ["client_certificate", "client_key", "token"],
            with: ["username": "admin", "password": "guess"])
        await #expect(throws: ApusError(.unauthorized, "")) {
            try await connector.resources(of: .kubernetesCluster, matching: nil)
        }
    }
}
