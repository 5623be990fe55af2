import ApusCore
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesManifests
import Testing

@testable import KubernetesPlugin

@Suite("What pods print", .timeLimit(.minutes(20)))
struct PodOutputTests {
    @Test("is read from the main container, of step pods only when that is wanted", arguments: [true, false])
    func steps(showsSteps: Bool) async throws {
        let cluster = ScriptedCluster()
        let output = PodOutput(
            client: try cluster.client(), namespace: "zenml", showsSteps: showsSteps, output: { _ in })
        await output.see(Self.pod("driver", [:]))
        await output.see(Self.pod("step", [ObjectLabel.step: "a"]))
        await output.finish(["step": Self.attempt])
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
        await output.finish(["step": Self.attempt])
        show.finish()
        #expect(await lines.reduce(into: []) { $0.append($1) } == ["one", "two"])
    }

    @Test(
        "is what was kept of it where nothing has come from the pod yet, once",
        arguments: [
            (comes: "", shown: ["kept one", "kept two"]),
            (comes: "one\n", shown: ["one", "two"]),
        ])
    func kept(item: (comes: String, shown: [String])) async throws {
        let (body, feed) = AsyncThrowingStream.makeStream(of: Data.self)
        let cluster = ScriptedCluster(log: body)
        let (lines, show) = AsyncStream.makeStream(of: String.self)
        let output = PodOutput(
            client: try cluster.client(), namespace: "zenml", showsSteps: true, patience: .seconds(3600)
        ) { show.yield($0.text) }
        var shown = lines.makeAsyncIterator()
        await output.see(Self.pod("step", [ObjectLabel.step: "a"]))
        feed.yield(Data(item.comes.utf8))
        var seen: [String] = []
        if !item.comes.isEmpty { seen.append(try #require(await shown.next())) }
        async let finished: Void = output.finish(["step": Self.attempt]) { _ in
            ["kept one", "kept two"].map { OutputLine(step: "a", text: $0) }
        }
        let end = OutputLine.end
        if !item.comes.isEmpty { feed.yield(Data("two\n\(end)\n\(end)\n".utf8)) }
        await finished
        await output.finish(["step": Self.attempt])
        show.finish()
        while let line = await shown.next() { seen.append(line) }
        #expect(seen == item.shown)
    }

    private static let attempt = Attempt.Key(run: Identifier(rawValue: "r"), step: "a", number: 1)

    private static func pod(_ name: String, _ labels: [String: String]) -> Pod {
        Pod(
            metadata: ObjectMetadata(name: name, labels: labels), phase: .running,
            containers: [ContainerStatus(name: "main", state: .running(since: nil))])
    }
}
