import ApusModel
import ApusPipeline
import Testing

@Suite("A pipeline in Swift")
struct FlowTests {
    struct Digits: Codable, ArtifactValue { var labels: [Int] = [] }
    struct Network: Codable, ArtifactValue { var weights: [Double] = [] }

    @Test("names its inputs by what they take")
    func inputs() throws {
        let spec = try Pipeline("p") { flow in
            let digits = flow.step("load", output: "digits") { Digits() }
            let network = flow.step("train", digits) { _ in Network() }
            let other = flow.step("other", output: "digits") { Digits() }
            flow.step("compare", digits, network, other, network) { _, _, _, _ in }
        }.spec()
        #expect(spec.steps.map(\.name) == ["load", "train", "other", "compare"])
        #expect(spec.steps.map(\.outputs) == [["digits"], ["output"], ["digits"], []])
        #expect(
            spec.steps[3].inputs == [
                "digits": OutputReference(step: "load", output: "digits"),
                "train": OutputReference(step: "train", output: "output"),
                "digits-2": OutputReference(step: "other", output: "digits"),
                "train-2": OutputReference(step: "train", output: "output"),
            ])
        #expect(spec.steps[1].command == .program(["{program}", "--step", "train"]))
    }

    @Test("is built by loops and conditions")
    func loops() throws {
        func spec(folds: Int, isReported: Bool) throws -> PipelineSpec {
            try Pipeline("p") { flow in
                let digits = flow.step("load") { Digits() }
                let networks = (0..<folds).map { fold in flow.step("train-\(fold)", digits) { _ in Network() } }
                if isReported { for network in networks { flow.step("report-\(network.step)", network) { _ in } } }
            }.spec()
        }
        #expect(try spec(folds: 3, isReported: false).steps.count == 4)
        #expect(try spec(folds: 3, isReported: true).steps.map(\.name).last == "report-train-2")
    }

    @Test("mixes steps in Swift and commands")
    func commands() throws {
        let spec = try Pipeline("p") { flow in
            let digits = flow.step("load", output: "digits") { Digits() }
            let (plot, numbers) = flow.command(
                "plot", "python3 plot.py", inputs: ["data": digits],
                outputs: .file("picture"), Output("numbers", as: [Double].self),
                options: StepOptions(image: "python:3"))
            flow.step("look", plot, numbers) { _, _ in }
            flow.command("tell", .program(["curl", "x"]), options: StepOptions(after: [plot]))
        }.spec()
        #expect(spec.steps[1].command == .shell("python3 plot.py"))
        #expect(spec.steps[1].inputs == ["data": OutputReference(step: "load", output: "digits")])
        #expect(spec.steps[1].outputs == ["picture", "numbers"])
        #expect(spec.steps[1].image == "python:3")
        #expect(spec.steps[2].inputs.keys.sorted() == ["numbers", "picture"])
        #expect(spec.steps[3].after == ["plot"])
    }

    @Test("carries every option of a step and of itself")
    func options() throws {
        let spec = try Pipeline(
            "p", image: "debian:12", source: ".", environment: ["A": "1"], secrets: ["s"],
            settings: [OrchestratorSettings(["synchronous": false])], resources: ResourceSettings(cpu: 0.5),
            failureMode: .failFast, maxParallelism: 3, timeLimit: .seconds(90), cache: .never
        ) { flow in
            flow.step(
                "train",
                options: StepOptions(
                    image: "cuda", retry: .times(2, delay: .milliseconds(500), backoff: 2), timeLimit: .seconds(10),
                    cache: .version("3"), resources: ResourceSettings(memory: "1Gi", gpu: 1),
                    settings: [["privileged": true] as OrchestratorSettings], parameters: ["x": 1],
                    environment: ["B": "2"], secrets: ["t"])
            ) {}
        }.spec(parameters: ["epochs": 5])
        let step = StepSpec(
            name: "train", command: .ofProgram(step: "train"), image: "cuda", parameters: ["x": 1],
            environment: ["B": "2"], secrets: ["t"], retry: RetryPolicy(maximumRetries: 2, delay: 0.5, backoff: 2),
            timeLimit: 10, isCacheEnabled: true, codeVersion: "3",
            settings: ["resources": ["memory": "1Gi", "gpu": 1], "orchestrator": ["privileged": true]])
        #expect(
            spec
                == PipelineSpec(
                    name: "p", image: "debian:12", source: ".", parameters: ["epochs": 5], environment: ["A": "1"],
                    secrets: ["s"], settings: ["orchestrator": ["synchronous": false], "resources": ["cpu": 0.5]],
                    failureMode: .failFast, maxParallelism: 3, timeLimit: 90, isCacheEnabled: false, steps: [step]))
    }

    @Test("runs by a schedule, whose expression is checked")
    func schedules() throws {
        let pipeline = Pipeline("p") { flow in flow.step("a") {} }
        let spec = try pipeline.with(schedule: Schedule(cron: "5 2 * * *", timeZone: "Europe/Berlin")).spec()
        #expect(spec.schedule == ScheduleSpec(cron: try CronExpression("5 2 * * *"), timeZone: "Europe/Berlin"))
        #expect(try pipeline.spec().schedule == nil)
        #expect(throws: ApusError(.invalidArgument, "")) { try pipeline.with(schedule: Schedule(cron: "5 2")).spec() }
    }

    @Test("has hooks as finally steps")
    func hooks() throws {
        let spec = try Pipeline("p") { flow in
            let digits = flow.step("load") { Digits() }
            flow.onFailure("cry") {}
            flow.finally { flow in
                flow.step("publish", digits) { _ in }
                flow.command("tidy", "rm x")
            }
            flow.onSuccess("cheer") {}
            flow.step("more") {}
        }.spec()
        #expect(spec.steps.map(\.name) == ["load", "more"])
        #expect(spec.finally.map(\.name) == ["cry", "publish", "tidy", "cheer"])
    }

    @Test("says everything that keeps it from being planned")
    func problems() {
        let pipeline = Pipeline("p") { flow in
            flow.step("a b") {}
            flow.step("twice") {}
            flow.step("twice") {}
        }
        let error = #expect(throws: ApusError.self) { try pipeline.spec() }
        #expect(error?.summary == "pipeline 'p' has 2 problems")
        #expect(error?.reason?.contains("2 steps are named 'twice'") == true)
    }
}
