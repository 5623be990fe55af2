import ApusModel
import Testing

@Suite("Taking over the steps of an earlier run")
struct ReuseTests {
    /// a → b → d, a → c.
    private static let plan = RunPlan(
        pipeline: "p", stack: "s",
        steps: [("a", []), ("b", ["a"]), ("c", ["a"]), ("d", ["b"])].map { name, upstream in
            PlannedStep(name: name, command: .shell("true"), upstream: upstream)
        })

    private static let allWell: [StepStatus] = [.succeeded, .succeeded, .succeeded, .succeeded]

    struct Case: Sendable {
        let statuses: [StepStatus]
        let start: String?
        let reused: [String]
    }

    @Test(
        "what ended well stays, unless it comes after what runs again",
        arguments: [
            Case(statuses: [.succeeded, .failed, .succeeded, .skipped], start: nil, reused: ["a", "c"]),
            Case(statuses: [.cached, .succeeded, .cancelled, .succeeded], start: nil, reused: ["a", "b", "d"]),
            Case(statuses: [.failed, .skipped, .skipped, .skipped], start: nil, reused: []),
            Case(statuses: allWell, start: nil, reused: ["a", "b", "c", "d"]),
            Case(statuses: allWell, start: "b", reused: ["a", "c"]),
            Case(statuses: allWell, start: "a", reused: []),
            Case(statuses: [.succeeded, .succeeded, .failed, .succeeded], start: "d", reused: ["a", "b"]),
        ])
    func reuse(example: Case) {
        let steps = zip(Self.plan.steps, example.statuses).map { planned, status in
            StepRun(run: Identifier(rawValue: "r"), step: planned.name, status: status)
        }
        let reused = Self.plan.reusable(steps, runningAgainFrom: example.start)
        #expect(reused.map(\.step) == example.reused)
    }

    @Test("finally steps always run again")
    func finally() {
        var plan = Self.plan
        plan.steps.append(PlannedStep(name: "f", role: .finally, command: .shell("true"), upstream: ["a"]))
        let steps = plan.steps.map { StepRun(run: Identifier(rawValue: "r"), step: $0.name, status: .succeeded) }
        #expect(plan.reusable(steps, runningAgainFrom: nil).map(\.step) == ["a", "b", "c", "d"])
        #expect(plan.reusable(steps, runningAgainFrom: "f").map(\.step) == ["a", "b", "c", "d"])
    }
}
