import ApusModel
import ApusPipeline
import Testing

@testable import PageExample
@testable import SwiftDigits

@Suite("The pods of a pipeline in Swift")
struct PodTests {
    @Test("have the pod settings of the page on ZenML's Kubernetes orchestrator, value by value")
    func page() async throws {
        let pods = try KubernetesPlan.pods(try await KubernetesPlan.make(try PageExample.spec()))
        #expect(PagePod.differences(of: pods["ordinary"], from: PagePod.ordinary) == [])
        #expect(PagePod.differences(of: pods["train_model"], from: PagePod.training) == [])
        #expect(PagePod.differences(of: pods["orchestrator"], from: PagePod.orchestrator) == [])
        // A step's own list goes over that of the pipeline.
        #expect(pods["train_model"]?["spec"]?["tolerations"]?.arrayValue?.count == 1)
    }

    @Test("are told apart by any value that is missing or another")
    func differences() {
        let pod: JSONValue = ["a": ["b": 1, "more": 2], "list": [["c": 3, "d": 4], ["c": 5]]]
        #expect(PagePod.differences(of: pod, from: ["a": ["b": 1], "list": [["c": 5], ["d": 4]]]) == [])
        #expect(PagePod.differences(of: pod, from: ["a": ["b": 2]]).count == 1)
        #expect(PagePod.differences(of: pod, from: ["list": [["c": 5, "d": 4]], "z": true]).count == 2)
    }

    @Test("of the example SwiftDigits send training to other nodes, and run the program for one step each")
    func digits() async throws {
        let plan = try await KubernetesPlan.make(try SwiftDigits.spec())
        let pods = try KubernetesPlan.pods(plan)
        let train = try #require(pods["train"]?["spec"])
        #expect(train["nodeSelector"] == ["cloud.google.com/gke-nodepool": "gpu-pool"])
        #expect(
            train["tolerations"] == [
                ["key": "gpu", "operator": "Equal", "value": "present", "effect": "NoSchedule"]
            ])
        #expect(pods["evaluate"]?["spec"]?["nodeSelector"] == nil)
        #expect(plan.step("train")?.command == .program(["/apus/program/bin/program", "--step", "train"]))
        #expect(plan.step("train")?.retry == RetryPolicy(maximumRetries: 2, delay: 5, backoff: 2))
    }
}
