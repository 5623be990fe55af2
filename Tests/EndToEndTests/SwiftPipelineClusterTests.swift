import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@testable import PageExample

@Suite(
    "A pipeline in Swift on a cluster", .enabled(if: Testbed.current != nil, Testbed.absence), .serialized,
    .timeLimit(.minutes(20)))
struct SwiftPipelineClusterTests {
    let testbed: Testbed

    init() throws { testbed = try #require(Testbed.current) }

    @Test("the program that runs here runs in pods, and trains on the nodes that it names")
    func digits() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            try await withPool("gpu-pool", terminal) {
                let outcome = try await terminal.run(
                    "apus pipeline run \(Terminal.programs.appending("SwiftDigits")) --once")
                try #require(outcome.status == 0, "\(outcome)")
                let line = outcome.output.split(separator: "\n").first { $0.hasPrefix("[report] accuracy ") }
                let accuracy = line?.split(separator: " ").dropFirst(2).first.flatMap { Double($0) }
                #expect(accuracy ?? 0 >= 0.95, "\(outcome)")
                let pods = try await podsByStep(terminal)
                let training: JSONValue = [
                    "spec": ["containers": [["resources": ["requests": ["cpu": "500m", "memory": "128Mi"]]]]]
                ]
                #expect(PagePod.differences(of: pods["train"], from: PagePod.training) == [])
                #expect(PagePod.differences(of: pods["train"], from: training) == [])
                #expect(pods["evaluate"]?["spec"]?["nodeSelector"] == nil, "\(pods)")
            }
        }
    }

    /// No node here has two processors to spare, or a graphics processor: the steps' pods are there and wait.
    @Test("pods have the settings of the page on ZenML's Kubernetes orchestrator, value by value")
    func page() async throws {
        try await testbed.withServer { terminal in
            try await testbed.registerStack(terminal)
            let account = "zenml-pipeline-runner"
            try await testbed.withAccount(account, terminal) {
                try await withPool("orchestrator-pool", terminal) {
                    try await terminal.must(
                        "apus pipeline run \(Terminal.programs.appending("PageExample")) --asynchronous")
                    try await terminal.wait(for: "the pods of both steps") {
                        try await podsByStep(terminal).keys.sorted() == ["", "ordinary", "train_model"]
                    }
                    let pods = try await podsByStep(terminal)
                    #expect(PagePod.differences(of: pods["ordinary"], from: PagePod.ordinary) == [])
                    #expect(PagePod.differences(of: pods["train_model"], from: PagePod.training) == [])
                    #expect(PagePod.differences(of: pods[""], from: PagePod.orchestrator) == [])
                    try await terminal.must("apus run cancel")
                    try await terminal.wait(for: "the end of the run") {
                        try await RunReport(terminal).status == "cancelled"
                    }
                }
            }
        }
    }

    /// The pods of the newest run by their steps' names; the orchestrator's has none.
    private func podsByStep(_ terminal: Terminal) async throws -> [String: JSONValue] {
        let name = try #require(try await RunReport(terminal).json["run"]?["name"]?.stringValue)
        return try await testbed.objects("pods", of: name, terminal)
    }

    /// Has the node belong to the pool meanwhile.
    private func withPool(_ pool: String, _ terminal: Terminal, _ body: () async throws -> Void) async throws {
        let node = try await testbed.kubectl("get nodes -o name", terminal)
        _ = try await testbed.kubectl("label --overwrite \(node) cloud.google.com/gke-nodepool=\(pool)", terminal)
        let result: Result<Void, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        _ = try await testbed.kubectl("label \(node) cloud.google.com/gke-nodepool-", terminal)
        try result.get()
    }
}
