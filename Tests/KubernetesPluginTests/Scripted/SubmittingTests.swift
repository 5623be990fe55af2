import ApusCore
import ApusModel
import Testing

@testable import KubernetesPlugin

@Suite("Submitting a run")
struct SubmittingTests {
    private let server = RunEnvironment.Server(url: "http://server") { _ in
        SecretString("t0ken")
    } scheduleToken: { _ in
        SecretString("t0ken")
    }
    private let names = ["p-1a2b3c4d5e6f-token", "p-1a2b3c4d5e6f-pull"]

    @Test("makes what the Job needs, then the Job, and then has it own the Secrets")
    func makes() async throws {
        let cluster = ScriptedCluster()
        let run = ScriptedCluster.run(server: server, registry: CredentialRegistry())
        let submission = try await cluster.orchestrator().submit(run)
        #expect(submission.handle == "p-1a2b3c4d5e6f-orchestrator")
        let roles = cluster.bodies(of: "POST rolebindings").compactMap { $0["roleRef"]?["name"]?.stringValue }
        #expect(Set(roles) == ["edit", "apus-events"])
        #expect(cluster.requests.contains("POST serviceaccounts"))
        #expect(
            cluster.requests.filter { $0.contains("secrets") || $0.contains("jobs") } == [
                "POST secrets", "POST secrets", "POST jobs", "PATCH secrets/\(names[0])", "PATCH secrets/\(names[1])",
            ])
        #expect(cluster.bodies(of: "POST secrets").map { $0["metadata"]?["name"]?.stringValue } == names)
        for name in names {
            let owners = cluster.bodies(of: "PATCH secrets/\(name)").first?["metadata"]?["ownerReferences"]
            #expect(owners?.arrayValue?.first?["uid"] == "the-uid")
        }
    }

    @Test("goes on where the submitter may not let the orchestrator pod make Events")
    func withoutEvents() async throws {
        let cluster = ScriptedCluster(refusing: ["roles": (403, "attempting to grant RBAC permissions not held")])
        _ = try await cluster.orchestrator().submit(ScriptedCluster.run(server: server))
        #expect(cluster.requests.contains("POST roles") && cluster.requests.contains("POST jobs"))
        #expect(cluster.bodies(of: "POST rolebindings").count == 1)
    }

    @Test("leaves owners out where they are forbidden")
    func withoutOwners() async throws {
        let cluster = ScriptedCluster()
        let options: [String: JSONValue] = ["skip_owner_references": true, "service_account_name": "driver"]
        _ = try await cluster.orchestrator(options).submit(ScriptedCluster.run(options, server: server))
        #expect(cluster.requests == ["POST secrets", "POST jobs"])
    }

    @Test("is refused before anything is made where the cluster would drop an option without a word")
    func unknownField() async throws {
        let rule: JSONValue = ["action": "FailJob", "onExitCodes": ["operator": "In", "values": [42]]]
        let options: [String: JSONValue] = ["pod_failure_policy": ["rules": [rule]]]
        let run = ScriptedCluster.run(options, server: server)
        let old = ScriptedCluster(minor: 20)
        let error = await #expect(throws: ApusError.self) { try await old.orchestrator().submit(run) }
        #expect(error?.code == .unsupported && error?.reason?.contains("v1.20.2") == true, "\(error as Any)")
        #expect(!old.requests.contains { $0.hasPrefix("POST") })
        let new = ScriptedCluster(minor: 26)
        _ = try await new.orchestrator().submit(run)
        #expect(new.bodies(of: "POST jobs").first?["spec"]?["podFailurePolicy"]?["rules"] == [rule])
    }

    @Test("takes the Secrets away again when there can be no Job")
    func refused() async throws {
        let cluster = ScriptedCluster(refusing: ["jobs": (422, "spec: Invalid value")])
        let run = ScriptedCluster.run(
            ["service_account_name": "driver"], server: server, registry: CredentialRegistry())
        let error = await #expect(throws: ApusError.self) {
            try await cluster.orchestrator(["service_account_name": "driver"]).submit(run)
        }
        #expect(error?.code == .rejected)
        #expect(Array(cluster.requests.suffix(2)) == names.map { "DELETE secrets/\($0)" })
    }
}
