import ApusHosting
import ApusTestKit
import Testing

@Suite("Servers in memory")
struct InMemoryServerHostTests {
    @Test("keep the contract", arguments: ServerHostConformance.Check.all)
    func contract(check: ServerHostConformance.Check) async throws {
        let deployment = ServerDeployment(place: "apus", image: "apus-server", version: "0.2.0")
        try await ServerHostConformance(.init(host: InMemoryServerHost(), deployment: deployment)).run(check)
    }
}
