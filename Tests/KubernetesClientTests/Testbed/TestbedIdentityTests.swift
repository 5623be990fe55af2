import ApusModel
import ApusTestKit
import FoundationEssentials
import KubernetesClient
import KubernetesIdentity
import Testing

@Suite(
    "Pods of a real cluster", .tags(.testbed),
    .enabled(
        if: ["KUBECONFIG", "APUS_TESTBED_NODE"].allSatisfy { ProcessInfo.processInfo.environment[$0] != nil },
        "needs the testbed: Scripts/test starts it and runs this"))
struct TestbedIdentityTests {
    @Test("prove their run by their service account's token, and by no other", .timeLimit(.minutes(20)))
    func proving() async throws {
        let client = try TestbedTests.client()
        let mark = String(UUID().uuidString.lowercased().prefix(8))
        let (space, other) = ("apus-identity-\(mark)", "apus-identity-\(mark)-other")
        for name in [space, other] {
            try await client.create(
                ["apiVersion": "v1", "kind": "Namespace", "metadata": ["name": .string(name)]], as: .namespaces)
        }
        let run = Identifier<Run>.make()
        for name in [space, other] {
            try await client.create(Self.account, as: .serviceAccounts, in: name)
            try await client.create(Self.pod("worker", of: run), as: .pods, in: name)
        }
        try await client.create(Self.pod("gone", of: run), as: .pods, in: space)
        let ended = try await Self.token(of: "gone", in: space, for: "apus.dev", client)
        try await client.delete(.pods, "gone", in: space, gracePeriod: 0)
        try await ProgramVerifierConformance(
            PodVerifier(namespaces: [space], client: client),
            programs: [run: try await Self.token(of: "worker", in: space, for: "apus.dev", client)],
            strangers: [
                "a token for the API server": try await Self.token(of: "worker", in: space, for: nil, client),
                "a token of no pod": try await Self.token(of: nil, in: space, for: "apus.dev", client),
                "a pod in a namespace that is not trusted": try await Self.token(
                    of: "worker", in: other, for: "apus.dev", client),
                "a pod that is gone": ended,
            ]
        ).check()
        for name in [space, other] { try await client.delete(.namespaces, name) }
        await client.close()
    }

    private static let account: JSONValue = [
        "apiVersion": "v1", "kind": "ServiceAccount", "metadata": ["name": "runner"],
    ]

    /// Waits for a node that never comes.
    private static func pod(_ name: String, of run: Identifier<Run>) -> JSONValue {
        [
            "apiVersion": "v1", "kind": "Pod",
            "metadata": ["name": .string(name), "labels": ["apus.dev/run-id": .string(run.rawValue)]],
            "spec": [
                "serviceAccountName": "runner", "nodeSelector": ["no-such": "node"],
                "containers": [["name": "main", "image": "none"]],
            ],
        ]
    }

    /// As a kubelet asks for it (https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-request-v1/).
    private static func token(
        of pod: String?, in namespace: String, for audience: String?, _ client: KubernetesClient
    ) async throws -> SecretString {
        var spec: [String: JSONValue] = ["expirationSeconds": 600]
        if let audience { spec["audiences"] = [.string(audience)] }
        if let pod {
            let found: Pod = try await client.get(.pods, pod, in: namespace)
            spec["boundObjectRef"] = [
                "apiVersion": "v1", "kind": "Pod", "name": .string(pod), "uid": .string(found.metadata.uid),
            ]
        }
        let answer = try await client.create(
            ["apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": .object(spec)],
            returning: ResourceKind<UntypedObject>(plural: "serviceaccounts/runner/token", kind: "TokenRequest"),
            in: namespace)
        return SecretString(try #require(answer["status"]?["token"]?.stringValue))
    }
}
