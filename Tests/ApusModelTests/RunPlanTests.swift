import ApusModel
import FoundationEssentials
import Testing

@Suite("A plan in JSON")
struct RunPlanTests {
    private func plan(_ settings: [[String: JSONValue]]) -> RunPlan {
        RunPlan(
            pipeline: "p", stack: "s", failureMode: .failFast, maxParallelism: 3,
            orchestratorSettings: ["a": 1, "marker": "once"], orchestratorImage: "i", sourceDirectory: "/code",
            steps: settings.enumerated().map { index, settings in
                PlannedStep(
                    name: "step\(index)", command: .shell("true"), resources: StepResources(cpu: 0.5, gpu: 1),
                    orchestratorSettings: settings)
            })
    }

    @Test("is what it was, whatever settings its steps have")
    func roundTrip() throws {
        var plan = plan([["a": 1, "marker": "once"], [:], ["a": 2, "marker": "once"]])
        plan.steps[2].role = .finally
        #expect(try CanonicalJSON.decode(RunPlan.self, from: CanonicalJSON.encode(plan)) == plan)
    }

    @Test("has settings once that many steps share")
    func shares() throws {
        let text = try CanonicalJSON.text(plan(Array(repeating: ["a": 1, "marker": "once"], count: 50)))
        #expect(text.split(separator: "marker").count == 2)
    }

    @Test("is read as an earlier version wrote it")
    func earlier() throws {
        let json = #"""
            {"components":[],"failureMode":"fail_fast","orchestratorSettings":{"a":1},"pipeline":"p","stack":"s",
             "steps":[{"command":{"shell":{"_0":"true"}},"environment":{},"inputs":{},"name":"one","outputs":[],
                       "orchestratorSettings":{"a":2},"retry":{"backoff":1,"delay":0,"maximumRetries":0},"upstream":[]}]}
            """#
        let plan = try CanonicalJSON.decode(RunPlan.self, from: Data(json.utf8))
        #expect(plan.steps.first?.orchestratorSettings == ["a": 2])
        #expect(plan.steps.first?.resources == nil)
        #expect(plan.steps.first?.role == .main)
    }
}
