public import ApusCore
public import ApusModel
import Crypto

/// Compiles a pipeline against a stack: merges settings, pins images, orders steps, and computes what the cache goes by.
public struct PlanCompiler: Sendable {
    /// What compiling needs to know about the stack.
    public struct Target: Sendable {
        public let stack: String
        public let components: [Component]
        public let orchestratorFlavor: Flavor
        /// Part of every cache key: outputs kept elsewhere cannot answer a step here.
        public let artifactStoreLocation: String

        public init(stack: String, components: [Component], orchestratorFlavor: Flavor, artifactStoreLocation: String) {
            self.stack = stack
            self.components = components
            self.orchestratorFlavor = orchestratorFlavor
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

    private let target: Target
    private let source: Source?
    private let image: (@Sendable (String) async throws -> PinnedImage)?

    /// - Parameter image: makes the image with runtime and code on top of a base, pinned; `nil` where no containers are used.
    public init(target: Target, source: Source?, image: (@Sendable (String) async throws -> PinnedImage)?) {
        self.target = target
        self.source = source
        self.image = image
    }

    /// The plan of `pipeline`, which has no ``/ApusModel/PipelineSpec/problems()``.
    /// - Throws: ``ApusError`` with `.invalidConfiguration` for settings that the orchestrator does not take or an image that is missing,
    ///   and whatever making an image throws.
    public func compile(_ pipeline: PipelineSpec) async throws -> RunPlan {
        let settings = try mergedSettings(pipeline)
        let images = try await pinnedImages(of: pipeline)
        let steps = try pipeline.topologicalOrder().map { step in
            try plan(step, of: pipeline, over: settings, image: step.image ?? pipeline.image, images)
        }
        return RunPlan(
            pipeline: pipeline.name, stack: target.stack, components: target.components, failureMode: pipeline.failureMode,
            maxParallelism: pipeline.maxParallelism ?? settings["max_parallelism"]?.integerValue.map(Int.init),
            orchestratorSettings: settings,
            orchestratorImage: (pipeline.image ?? pipeline.steps.lazy.compactMap(\.image).first).flatMap { images[$0]?.reference },
            sourceDirectory: image == nil ? source?.directory : nil, steps: steps)
    }

    private func plan(
        _ step: StepSpec, of pipeline: PipelineSpec, over settings: [String: JSONValue], image base: String?,
        _ images: [String: PinnedImage]
    ) throws -> PlannedStep {
        let parameters = pipeline.parameters.merging(step.parameters) { _, own in own }
        var environment = pipeline.environment.merging(step.environment) { _, own in own }
        for (name, value) in parameters { environment[EnvironmentName.parameter(name)] = try value.environmentText }
        let pinned = base.flatMap { images[$0] }
        var planned = PlannedStep(
            name: step.name, command: step.command, image: pinned?.reference, inputs: step.inputs, outputs: step.outputs,
            upstream: step.upstream, environment: environment, retry: step.retry)
        planned.orchestratorSettings = try merged(
            settings, with: step.settings, scope: .step, subject: "step '\(step.name)'")
        if step.isCacheEnabled ?? pipeline.isCacheEnabled {
            planned.cacheSeed = try seed(of: planned, base: pinned?.base)
        }
        return planned
    }

    /// SHA-256 over command, outputs, environment, code, base image and artifact store.
    private func seed(of step: PlannedStep, base: String?) throws -> ContentDigest? {
        let parts: JSONValue = [
            "command": .array(step.command.arguments.map(JSONValue.string)),
            "outputs": .array(step.outputs.map(JSONValue.string)),
            "environment": .object(step.environment.mapValues(JSONValue.string)),
            "source": source.map { .string($0.digest.description) } ?? nil,
            "image": base.map(JSONValue.string) ?? nil,
            "store": .string(target.artifactStoreLocation),
        ]
        return ContentDigest(bytes: SHA256.hash(data: try CanonicalJSON.encode(parts)))
    }
}

extension PlanCompiler {
    private func mergedSettings(_ pipeline: PipelineSpec) throws -> [String: JSONValue] {
        let component = target.components.first { $0.type == .orchestrator }
        let own = target.orchestratorFlavor.schema.fillingDefaults(component?.configuration ?? [:])
        return try merged(own, with: pipeline.settings, scope: .pipeline, subject: "pipeline '\(pipeline.name)'")
    }

    private func merged(
        _ lower: [String: JSONValue], with settings: [String: JSONValue], scope: SettingScope, subject: String
    ) throws -> [String: JSONValue] {
        let known = ComponentType.all.map(\.rawValue)
        if let odd = settings.keys.sorted().first(where: { !known.contains($0) }) {
            throw ApusError(
                .invalidConfiguration, "\(subject) has settings for '\(odd)'", reason: "settings are for \(known.joined(separator: ", "))",
                hint: Spelling.closest(to: odd, among: known).map { "did you mean '\($0)'?" })
        }
        let given = settings[ComponentType.orchestrator.rawValue]?.objectValue ?? [:]
        let flavor = target.orchestratorFlavor
        let checked = try flavor.schema.validate(
            given, of: "orchestrator flavor '\(flavor.name)' in \(subject)", scope: scope, isPartial: true)
        return JSONValue.object(lower).merging(.object(checked)).objectValue ?? [:]
    }

    /// Every base image that the pipeline names, made and pinned once.
    private func pinnedImages(of pipeline: PipelineSpec) async throws -> [String: PinnedImage] {
        guard let image else { return [:] }
        if pipeline.image == nil, let step = pipeline.steps.first(where: { $0.image == nil }) {
            throw ApusError(
                .invalidConfiguration, "step '\(step.name)' has no image", reason: "orchestrator flavor '\(target.orchestratorFlavor.name)' runs steps in containers",
                hint: "add 'image: NAME' to the pipeline")
        }
        var pinned: [String: PinnedImage] = [:]
        for base in Set(([pipeline.image] + pipeline.steps.map(\.image)).compactMap { $0 }).sorted() {
            pinned[base] = try await image(base)
        }
        return pinned
    }
}
