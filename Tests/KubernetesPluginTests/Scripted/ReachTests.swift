import ApusCore
import ApusModel
import Testing

@testable import KubernetesPlugin

@Suite("Trying whether pods reach the server")
struct ReachTests {
    @Test("pulls with the registry's credentials and leaves nothing behind", arguments: [true, false])
    func pulls(hasCredentials: Bool) async throws {
        let cluster = ScriptedCluster()
        let finding = try await cluster.orchestrator().examineReach(
            of: "http://server", image: "i@sha256:1", in: hasCredentials ? CredentialRegistry() : nil)
        #expect(finding.outcome == .ok, "\(finding)")
        let pod = try #require(cluster.bodies(of: "POST pods").first)
        let name = try #require(pod["metadata"]?["name"]?.stringValue)
        #expect(pod["spec"]?["imagePullSecrets"] == (hasCredentials ? [["name": .string(name)]] : nil))
        #expect(pod["spec"]?["automountServiceAccountToken"] == false)
        #expect(cluster.bodies(of: "POST secrets").count == (hasCredentials ? 1 : 0))
        let deleted = Set(cluster.requests.filter { $0.hasPrefix("DELETE ") })
        #expect(
            deleted == (hasCredentials ? ["DELETE pods/\(name)", "DELETE secrets/\(name)"] : ["DELETE pods/\(name)"]))
    }

    @Test("says why the pod cannot be made, and takes the Secret away")
    func refused() async throws {
        let cluster = ScriptedCluster(refusing: ["pods": (422, "spec: Forbidden")])
        let finding = try await cluster.orchestrator().examineReach(
            of: "http://server", image: "i@sha256:1", in: CredentialRegistry())
        #expect(finding.outcome == .failed, "\(finding)")
        #expect(cluster.requests.contains { $0.hasPrefix("DELETE secrets/") })
    }
}
