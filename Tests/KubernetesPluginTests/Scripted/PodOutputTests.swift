import ApusModel
import KubernetesClient
import KubernetesManifests
import Testing

@testable import KubernetesPlugin

@Suite("What pods print")
struct PodOutputTests {
    @Test("is read from the main container, of step pods only when that is wanted", arguments: [true, false])
    func steps(showsSteps: Bool) async throws {
        let cluster = ScriptedCluster()
        let output = PodOutput(
            client: try cluster.client(), namespace: "zenml", showsSteps: showsSteps, output: { _ in })
        await output.see(Self.pod("driver", [:]))
        await output.see(Self.pod("step", [ObjectLabel.step: "a"]))
        await output.finish(["driver": "", "step": "a"].filter { $0.key == "step" })
        let logs = cluster.urls.filter { $0.contains("/log") }
        #expect(logs.allSatisfy { $0.contains("container=main") })
        #expect(logs.contains { $0.contains("/pods/step/") } == showsSteps)
    }

    private static func pod(_ name: String, _ labels: [String: String]) -> Pod {
        Pod(
            metadata: ObjectMetadata(name: name, labels: labels), phase: .running,
            containers: [ContainerStatus(name: "main", state: .running(since: nil))])
    }
}
