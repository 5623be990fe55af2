import ApusCore
import ApusModel
import Testing

@testable import KubernetesPlugin

@Suite("A look at what a run would make")
struct PreviewTests {
    private let server = RunEnvironment.Server(url: "http://server") { _ in
        throw ApusError(.internalFailure, "a look needs no token")
    } scheduleToken: { _ in
        throw ApusError(.internalFailure, "a look needs no token")
    }

    @Test("has every object, in the order of making, and no secret", arguments: [true, false])
    func objects(isSecret: Bool) async throws {
        let cluster = ScriptedCluster()
        let options: [String: JSONValue] = ["pass_zenml_token_as_secret": .boolean(isSecret)]
        let run = ScriptedCluster.run(options, server: server, registry: CredentialRegistry())
        let objects = try await cluster.orchestrator().preview(run, asksInfrastructure: false)
        let kinds =
            ["ServiceAccount", "RoleBinding", "Role", "RoleBinding"] + (isSecret ? ["Secret"] : [])
            + ["Secret", "Job", "Job", "Job"]
        #expect(objects.compactMap { $0.manifest["kind"]?.stringValue } == kinds)
        #expect(objects.allSatisfy { $0.answer == nil })
        for object in objects where object.manifest["kind"] == "Secret" {
            let values = object.manifest["stringData"]?.objectValue ?? [:]
            #expect(!values.isEmpty && values.values.allSatisfy { $0 == "***" })
        }
        let text = try CanonicalJSON.text(JSONValue.array(objects.map(\.manifest)))
        #expect(!text.contains("hunter2"))
        #expect(cluster.requests == [])
    }

    @Test("says what the API server answers, which keeps nothing")
    func answers() async throws {
        let cluster = ScriptedCluster(refusing: [
            "serviceaccounts": (409, "it exists"), "jobs": (422, "spec.template: Required value"),
        ])
        let run = ScriptedCluster.run(server: server)
        let objects = try await cluster.orchestrator().preview(run, asksInfrastructure: true)
        let refused = PreviewedObject.Answer.refused("spec.template: Required value")
        #expect(
            objects.map(\.answer) == [.exists, .accepted, .accepted, .accepted, .accepted, refused, refused, refused])
        #expect(cluster.urls.allSatisfy { $0.contains("dryRun=All") })
        #expect(cluster.requests.allSatisfy { $0.hasPrefix("POST ") })
    }

    @Test("is refused without a server, as the run would be")
    func needsServer() async throws {
        let error = await #expect(throws: ApusError.self) {
            try await ScriptedCluster().orchestrator().preview(
                ScriptedCluster.run(server: nil), asksInfrastructure: false)
        }
        #expect(error?.code == .rejected)
        #expect(error?.hint == "apus server start, then apus login URL")
    }
}
