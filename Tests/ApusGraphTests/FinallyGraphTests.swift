import ApusGraph
import ApusModel
import Testing

@Suite struct `Finally steps in a graph` {
    private static let spec = PipelineSpec(
        name: "p",
        steps: [
            StepSpec(name: "load", command: .shell("x"), outputs: ["data"]),
            StepSpec(name: "train", command: .shell("x"), after: ["load"]),
            StepSpec(name: "plot", command: .shell("x"), after: ["load"]),
        ],
        finally: [
            StepSpec(
                name: "notify", command: .shell("x"),
                inputs: ["data": OutputReference(step: "load", output: "data")]),
            StepSpec(name: "tidy", command: .shell("x"), after: ["notify"]),
        ])

    @Test func `come after the ends of the main part and after what they wait for`() {
        let steps = GraphStep.steps(of: Self.spec)
        #expect(steps.map(\.name) == ["load", "train", "plot", "notify", "tidy"])
        #expect(steps[3].upstream == ["train", "plot", "load"])
        #expect(steps[4].upstream == ["notify"])
    }

    @Test func `are in the graph of a plan as in that of its pipeline`() {
        let planned = Self.spec.allSteps.map { step in
            PlannedStep(
                name: step.name, role: Self.spec.finally.contains(step) ? .finally : .main, command: step.command,
                inputs: step.inputs, outputs: step.outputs, upstream: step.upstream)
        }
        #expect(
            GraphStep.steps(of: RunPlan(pipeline: "p", stack: "s", steps: planned)) == GraphStep.steps(of: Self.spec))
    }
}
