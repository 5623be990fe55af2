public import ApusCore
import ApusHashing
public import ApusModel

/// Compiles a pipeline against a stack: merges settings, pins images, orders steps, and computes what the cache goes
/// by.
public struct PlanCompiler: Sendable {
    /// What compiling needs to know about the stack.
    public struct Target: Sendable {
        public let stack: String
        public let components: [Component]
        /// Variables that every step sees: those of the components, and over them those of the stack.
        public let environment: [String: String]
        /// Names of secrets that every step sees: those of the components, then those of the stack.
        public let secrets: [String]
        public let orchestratorFlavor: Flavor
        /// Options that only other orchestrator flavors have. A pipeline may set them: they mean nothing here, and the
        /// same file runs on
        /// every stack.
        public let foreignOptions: Set<String>
        /// Part of every cache key: outputs kept elsewhere cannot answer a step here.
        public let artifactStoreLocation: String

        public init(
            stack: Stack, components: [Component], orchestratorFlavor: Flavor, foreignOptions: Set<String> = [],
            artifactStoreLocation: String
        ) {
            self.stack = stack.name
            self.components = components
            let parts = components.sorted { $0.type < $1.type }
            environment = (parts.map(\.environment) + [stack.environment])
                .reduce(into: [:]) { $0.merge($1) { _, upper in upper } }
            secrets = parts.flatMap(\.secrets) + stack.secrets
            self.orchestratorFlavor = orchestratorFlavor
            self.foreignOptions = foreignOptions
            self.artifactStoreLocation = artifactStoreLocation
        }
    }

    /// The code that travels with a run.
    public struct Source: Sendable {
        /// Absolute.
        public let directory: String
        /// Equal for equal trees.
        public let digest: ContentDigest

        public init(directory: String, digest: ContentDigest) {
            self.directory = directory
            self.digest = digest
        }
    }

    /// The program that a pipeline is written in.
    public struct Program: Sendable {
        /// What starts it where steps run.
        public let words: [String]
        /// Of its code. Equal for programs that do the same.
        public let digest: ContentDigest

        public init(words: [String], digest: ContentDigest) {
            self.words = words
            self.digest = digest
        }
    }

    let target: Target
    private let source: Source?
    private let program: Program?
    private let image: (@Sendable (String) async throws -> PinnedImage)?

    /// - Parameters:
    ///   - program: `nil` for a pipeline that is none.
    ///   - image: makes the image with runtime and code on top of a base, pinned; `nil` where no containers are used.
    public init(
        target: Target, source: Source?, program: Program? = nil,
        image: (@Sendable (String) async throws -> PinnedImage)?
    ) {
        self.target = target
        self.source = source
        self.program = program
        self.image = image
    }

    /// The plan of `pipeline`, which has no ``/ApusModel/PipelineSpec/problems()``.
    /// - Throws: ``ApusError`` with `.invalidConfiguration` for settings that the orchestrator does not take or an
    ///   image that is missing,
    ///   and whatever making an image throws.
    public func compile(_ pipeline: PipelineSpec) async throws -> RunPlan {
        let settings = try mergedSettings(pipeline)
        let resources = try StepResources.read(pipeline.settings, of: "pipeline '\(pipeline.name)'", over: nil)
        let ordered = pipeline.topologicalOrder()
        var planned = try ordered.map { try plan($0, of: pipeline, over: settings, resources) }
        for index in planned.indices.suffix(pipeline.finally.count) { planned[index].role = .finally }
        let images = try await pinnedImages(of: pipeline)
        for (index, step) in ordered.enumerated() {
            let pinned = (step.image ?? pipeline.image).flatMap { images[$0] }
            planned[index].image = pinned?.reference
            if planned[index].role == .main, step.isCacheEnabled ?? pipeline.isCacheEnabled {
                planned[index].cacheSeed = try seed(of: planned[index], base: pinned?.base, version: step.codeVersion)
            }
            try start(&planned[index])
        }
        return RunPlan(
            pipeline: pipeline.name, stack: target.stack, components: target.components,
            failureMode: pipeline.failureMode,
            maxParallelism: pipeline.maxParallelism ?? settings["max_parallelism"]?.integerValue.map(Int.init),
            timeLimit: pipeline.timeLimit, orchestratorSettings: settings,
            orchestratorImage: (pipeline.image ?? pipeline.allSteps.lazy.compactMap(\.image).first).flatMap {
                images[$0]?.reference
            },
            sourceDirectory: image == nil ? source?.directory : nil, steps: planned)
    }

    private func plan(
        _ step: StepSpec, of pipeline: PipelineSpec, over settings: [String: JSONValue], _ resources: StepResources?
    ) throws -> PlannedStep {
        let parameters = pipeline.parameters.merging(step.parameters) { _, own in own }
        var environment = [target.environment, pipeline.environment, step.environment]
            .reduce(into: [String: String]()) { $0.merge($1) { _, upper in upper } }
        for (name, value) in parameters { environment[EnvironmentName.parameter(name)] = try value.environmentText }
        var planned = PlannedStep(
            name: step.name, command: step.command, inputs: step.inputs, outputs: step.outputs,
            upstream: step.upstream, environment: environment,
            secrets: Self.last(target.secrets + pipeline.secrets + step.secrets), retry: step.retry,
            timeLimit: step.timeLimit)
        planned.resources = try StepResources.read(step.settings, of: "step '\(step.name)'", over: resources)
        planned.orchestratorSettings = try merged(
            settings, with: step.settings, scope: .step, subject: "step '\(step.name)'")
        return planned
    }

    /// Each name once, where it stands last, because the later secret counts.
    private static func last(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.reversed().filter { seen.insert($0).inserted }.reversed()
    }

    /// Puts what starts the program in the place of the word for it.
    private func start(_ step: inout PlannedStep) throws(ApusError) {
        guard step.command.isOfProgram else { return }
        guard let program else {
            throw ApusError(
                .invalidConfiguration, "step '\(step.name)' is of a program, and the pipeline is none",
                reason: "its command begins with '\(StepCommand.programWord)'", hint: "apus pipeline run PROGRAM")
        }
        step.command = step.command.startingProgram(by: program.words)
    }

    /// SHA-256 over command, outputs, environment, names of secrets, code, base image and artifact store.
    /// - Parameter version: what stands for the code of the pipeline's program instead of its digest.
    private func seed(of step: PlannedStep, base: String?, version: String?) throws -> ContentDigest {
        var parts: [String: JSONValue] = [
            "command": .array(step.command.arguments.map(JSONValue.string)),
            "outputs": .array(step.outputs.map(JSONValue.string)),
            "environment": .object(step.environment.mapValues(JSONValue.string)),
            "secrets": .array(step.secrets.map(JSONValue.string)),
            "source": source.map { .string($0.digest.description) } ?? nil,
            "image": base.map(JSONValue.string) ?? nil,
            "store": .string(target.artifactStoreLocation),
        ]
        if step.command.isOfProgram {
            parts["program"] = .string(version.map { "version \($0)" } ?? program?.digest.description ?? "")
        }
        return ContentDigest(of: try CanonicalJSON.encode(parts))
    }
}

extension PlanCompiler {
    /// Every base image that the pipeline names, made and pinned once.
    private func pinnedImages(of pipeline: PipelineSpec) async throws -> [String: PinnedImage] {
        guard let image else { return [:] }
        if pipeline.image == nil, let step = pipeline.allSteps.first(where: { $0.image == nil }) {
            throw ApusError(
                .invalidConfiguration, "step '\(step.name)' has no image",
                reason: "orchestrator flavor '\(target.orchestratorFlavor.name)' runs steps in containers",
                hint: "add 'image: NAME' to the pipeline")
        }
        var pinned: [String: PinnedImage] = [:]
        for base in Set(([pipeline.image] + pipeline.allSteps.map(\.image)).compactMap { $0 }).sorted() {
            pinned[base] = try await image(base)
        }
        return pinned
    }
}
