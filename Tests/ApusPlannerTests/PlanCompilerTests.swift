import ApusCore
import ApusModel
import ApusPlanner
import FoundationEssentials
import Testing

@Suite("Compiling a pipeline")
struct PlanCompilerTests {
    struct Settings: ComponentConfiguration {
        @Setting("where") var namespace: String = "zenml"
        @Setting("waits", scope: .pipeline) var synchronous: Bool = true
        @Setting("pods", scope: .step) var podSettings: JSONValue?
        init() {}
    }

    private func compiler(
        stack: Stack = Stack(name: "s", components: [:], createdAt: Date(timeIntervalSince1970: 0)),
        configuration: [String: JSONValue] = [:], location: String = "s3://b", code: Character = "a",
        program: PlanCompiler.Program? = nil, image: (@Sendable (String) async throws -> PinnedImage)? = nil
    ) throws -> PlanCompiler {
        let flavor = Flavor(
            type: .orchestrator, name: "pods", summary: "", configuration: Settings.self,
            isRemote: { _ in image != nil }
        ) { _, _ in throw ApusError(.unsupported, "not made here") }
        let orchestrator = Component(
            type: .orchestrator, name: "o", flavor: "pods", configuration: configuration,
            createdAt: Date(timeIntervalSince1970: 0))
        let digest = try #require(ContentDigest(String(repeating: code, count: 64)))
        return PlanCompiler(
            target: .init(
                stack: stack, components: [orchestrator], orchestratorFlavor: flavor, artifactStoreLocation: location),
            source: .init(directory: "/code", digest: digest), program: program, image: image)
    }

    private func pipeline() -> PipelineSpec {
        PipelineSpec(
            name: "p", image: "python:3", parameters: ["size": 0.3],
            steps: [
                StepSpec(
                    name: "train", command: .shell("train"), inputs: ["d": OutputReference(step: "load", output: "d")]),
                StepSpec(name: "load", command: .shell("load"), outputs: ["d"]),
            ])
    }

    @Test("orders steps after what they wait for and names their variables")
    func orders() async throws {
        let plan = try await compiler().compile(pipeline())
        #expect(plan.steps.map(\.name) == ["load", "train"])
        #expect(plan.steps[1].upstream == ["load"])
        #expect(plan.steps[0].environment == ["APUS_PARAM_SIZE": "0.3"])
        #expect(plan.sourceDirectory == "/code")
    }

    @Test("puts finally steps last, in their order, with what the pipeline gives every step and without a cache")
    func finally() async throws {
        var spec = pipeline()
        spec.environment = ["A": "all"]
        spec.finally = [
            StepSpec(name: "tidy", command: .shell("tidy"), after: ["notify"]),
            StepSpec(
                name: "notify", command: .shell("mail"), image: "mail:1",
                inputs: ["d": OutputReference(step: "load", output: "d")], isCacheEnabled: false),
        ]
        let plan = try await compiler { PinnedImage(reference: "r/\($0)", base: $0) }.compile(spec)
        #expect(plan.steps.map(\.name) == ["load", "train", "notify", "tidy"])
        #expect(plan.steps.map(\.role) == [.main, .main, .finally, .finally])
        #expect(plan.steps.map(\.upstream) == [[], ["load"], ["load"], ["notify"]])
        #expect(plan.steps.map { $0.cacheSeed == nil } == [false, false, true, true])
        #expect(plan.steps.map(\.image) == ["r/python:3", "r/python:3", "r/mail:1", "r/python:3"])
        #expect(plan.steps[3].environment == ["A": "all", "APUS_PARAM_SIZE": "0.3"])
    }

    @Test("merges settings key by key: step over pipeline over component over default")
    func merges() async throws {
        var spec = pipeline()
        spec.settings = ["orchestrator": ["synchronous": false, "pod_settings": ["labels": ["team": "b"]]]]
        spec.steps[0].settings = ["orchestrator": ["pod_settings": ["labels": ["gpu": "yes"]]]]
        let component: [String: JSONValue] = ["pod_settings": ["labels": ["team": "a", "app": "x"]]]
        let plan = try await compiler(configuration: component).compile(spec)
        #expect(plan.orchestratorSettings["namespace"] == "zenml")
        #expect(plan.orchestratorSettings["synchronous"] == false)
        #expect(plan.orchestratorSettings["pod_settings"]?["labels"] == ["team": "b", "app": "x"])
        #expect(
            plan.step("train")?.orchestratorSettings["pod_settings"]?["labels"] == [
                "team": "b", "app": "x", "gpu": "yes",
            ])
    }

    @Test(
        "lays variables of component, stack, pipeline and step over each other, and names their secrets in that order")
    func surroundings() async throws {
        var stack = Stack(name: "s", components: [:], createdAt: Date(timeIntervalSince1970: 0))
        stack.environment = ["A": "stack", "B": "stack", "C": "stack"]
        stack.secrets = ["of-stack", "twice"]
        var spec = pipeline()
        spec.environment = ["B": "pipeline", "C": "pipeline"]
        spec.secrets = ["of-pipeline"]
        spec.steps[1].environment = ["C": "step"]
        spec.steps[1].secrets = ["of-step", "twice"]
        let step = try #require(try await compiler(stack: stack).compile(spec).step("load"))
        #expect(step.environment == ["A": "stack", "B": "pipeline", "C": "step", "APUS_PARAM_SIZE": "0.3"])
        #expect(step.secrets == ["of-stack", "of-pipeline", "of-step", "twice"])
    }

    @Test(
        "takes settings for the orchestrator by type, flavor or name, and leaves those for others alone",
        arguments: ["orchestrator", "orchestrator.pods", "orchestrator:o"])
    func keys(key: String) async throws {
        var spec = pipeline()
        spec.settings = [
            key: ["synchronous": false], "orchestrator.other": ["any": 1], "orchestrator:other": 3,
            "artifact_store:x": [:],
        ]
        #expect(try await compiler().compile(spec).orchestratorSettings["synchronous"] == false)
        spec.settings["orchestrator.pods"] = ["synchronous": true]
        spec.settings[key == "orchestrator.pods" ? "orchestrator" : key] = [:]
        let error = await #expect(throws: ApusError.self) { try await compiler().compile(spec) }
        #expect(error?.summary == "pipeline 'p' has settings for orchestrator 'o' twice")
    }

    @Test(
        "refuses settings that are for nothing or are no options",
        arguments: [
            (["orchestrator.": [:]], "pipeline 'p' has settings for 'orchestrator.'"),
            (["orchestrato.pods": [:]], "pipeline 'p' has settings for 'orchestrato.pods'"),
            (["orchestrator": 3], "the settings 'orchestrator' of pipeline 'p' cannot be integer"),
        ] as [([String: JSONValue], String)])
    func refusesKeys(settings: [String: JSONValue], summary: String) async throws {
        var spec = pipeline()
        spec.settings = settings
        let error = await #expect(throws: ApusError.self) { try await compiler().compile(spec) }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.summary == summary)
    }

    @Test("merges what steps need of a machine key by key, in the words of ZenML too")
    func resources() async throws {
        var spec = pipeline()
        spec.settings = ["resources": ["cpu": "500m", "memory": "2GB"]]
        spec.steps[0].settings = ["resources": ["cpu_count": 2, "gpu_count": 1]]
        let plan = try await compiler().compile(spec)
        #expect(plan.step("load")?.resources == StepResources(cpu: 0.5, memory: "2G"))
        #expect(plan.step("train")?.resources == StepResources(cpu: 2, memory: "2G", gpu: 1))
        #expect(try await compiler().compile(pipeline()).steps[0].resources == nil)
    }

    @Test(
        "refuses resources that no machine can have",
        arguments: [
            (["cpu": 0], "cpu of step 'train' cannot be '0'", nil),
            (["cpu": "two"], "cpu of step 'train' cannot be 'two'", nil),
            (["memory": 4], "memory of step 'train' cannot be '4'", nil),
            (["memory": "4 Gi"], "memory of step 'train' cannot be '4 Gi'", nil),
            (["gpu": 0.5], "gpu of step 'train' cannot be '0.5'", nil),
            (["gpus": 1], "resources of step 'train' have no key 'gpus'", "did you mean 'gpu'?"),
            ("big", "resources of step 'train' cannot be 'big'", nil),
        ] as [(JSONValue, String, String?)])
    func refusesResources(value: JSONValue, summary: String, hint: String?) async throws {
        var spec = pipeline()
        spec.steps[0].settings = ["resources": value]
        let error = await #expect(throws: ApusError.self) { try await compiler().compile(spec) }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.summary == summary)
        #expect(error?.hint == hint)
    }

    @Test("refuses settings where they do not belong")
    func refuses() async throws {
        var spec = pipeline()
        spec.settings = ["orchestrator": ["namespace": "other"]]
        await #expect(throws: ApusError(.invalidConfiguration, "")) { try await compiler().compile(spec) }
        spec.settings = ["orchestratr": [:]]
        let error = await #expect(throws: ApusError.self) { try await compiler().compile(spec) }
        #expect(error?.hint == "did you mean 'orchestrator'?")
    }

    @Test("starts steps of a program by the program's words, which are no part of the cache seed; its digest is")
    func program() async throws {
        func step(_ path: String, _ code: Character, version: String? = nil) async throws -> PlannedStep {
            let digest = try #require(ContentDigest(String(repeating: code, count: 64)))
            let program = PlanCompiler.Program(words: ["loader", path], digest: digest)
            var spec = PipelineSpec(name: "p", steps: [StepSpec(name: "train", command: .ofProgram(step: "train"))])
            spec.steps[0].codeVersion = version
            return try await compiler(program: program).compile(spec).steps[0]
        }
        let first = try await step("/a/digits", "a")
        #expect(first.command == .program(["loader", "/a/digits", "--step", "train"]))
        #expect(try await step("/b/digits", "a").cacheSeed == first.cacheSeed)
        #expect(try await step("/a/digits", "b").cacheSeed != first.cacheSeed)
        let versioned = try await step("/a/digits", "a", version: "1")
        #expect(versioned.cacheSeed != first.cacheSeed)
        #expect(try await step("/a/digits", "b", version: "1").cacheSeed == versioned.cacheSeed)
        #expect(try await step("/a/digits", "a", version: "2").cacheSeed != versioned.cacheSeed)
    }

    @Test("refuses a step of a program when the pipeline is none")
    func noProgram() async throws {
        let spec = PipelineSpec(name: "p", steps: [StepSpec(name: "train", command: .ofProgram(step: "train"))])
        let error = await #expect(throws: ApusError.self) { try await compiler().compile(spec) }
        #expect(error?.summary == "step 'train' is of a program, and the pipeline is none")
    }

    @Test("gives the same cache seed for the same work, and another when code, command, store or base image differ")
    func seeds() async throws {
        let first = try await compiler().compile(pipeline()).steps[0].cacheSeed
        #expect(try await compiler().compile(pipeline()).steps[0].cacheSeed == first)
        #expect(try await compiler(location: "s3://c").compile(pipeline()).steps[0].cacheSeed != first)
        #expect(try await compiler(code: "b").compile(pipeline()).steps[0].cacheSeed != first)
        var spec = pipeline()
        spec.steps[1].command = .shell("load --fast")
        #expect(try await compiler().compile(spec).steps[0].cacheSeed != first)
        let pinned = try await compiler { PinnedImage(reference: "r/\($0)@new", base: "\($0)@base") }.compile(
            pipeline())
        #expect(pinned.steps[0].cacheSeed != first)
        #expect(pinned.steps[0].image == "r/python:3@new")
        #expect(pinned.orchestratorImage == "r/python:3@new")
    }

    @Test("refuses a step without an image where steps run in containers")
    func needsImage() async throws {
        var spec = pipeline()
        spec.image = nil
        await #expect(throws: ApusError(.invalidConfiguration, "")) {
            try await compiler { PinnedImage(reference: $0, base: $0) }.compile(spec)
        }
    }
}
