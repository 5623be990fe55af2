import ApusCore
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesManifests
import Testing

@testable import KubernetesPlugin

@Suite("What pods print", .timeLimit(.minutes(5)))
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

    @Test("is over when both of a step's streams are, whether its container is gone or not")
    func end() async throws {
        let (body, feed) = AsyncThrowingStream.makeStream(of: Data.self)
        let end = OutputLine.end
        feed.yield(Data("one\n\(end)\ntwo\n\(end)\n".utf8))  // and the connection stays open
        let cluster = ScriptedCluster(log: body)
        let (lines, show) = AsyncStream.makeStream(of: String.self)
        let output = PodOutput(
            client: try cluster.client(), namespace: "zenml", showsSteps: true, patience: .seconds(3600)
        ) { show.yield($0.text) }
        await output.see(Self.pod("step", [ObjectLabel.step: "a"]))
        await output.finish(["step": "a"])
        show.finish()
        #expect(await lines.reduce(into: []) { $0.append($1) } == ["one", "two"])
    }

    private static func pod(_ name: String, _ labels: [String: String]) -> Pod {
        Pod(
            metadata: ObjectMetadata(name: name, labels: labels), phase: .running,
            containers: [ContainerStatus(name: "main", state: .running(since: nil))])
    }
}
