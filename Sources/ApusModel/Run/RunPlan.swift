/// A pipeline compiled against a stack: every setting resolved, every image pinned. It holds no secrets.
///
/// Steps are in topological order; each name occurs once; every upstream name is that of an earlier step. Finally steps
/// come last.
public struct RunPlan: Hashable, Sendable {
    public var pipeline: String
    public var stack: String
    /// The components of the stack as they were when the plan was made.
    public var components: [Component]
    public var failureMode: FailureMode
    /// The most attempts that may be live at once; `nil` for no limit.
    public var maxParallelism: Int?
    /// Seconds that the run may take, from the moment that its driver takes it up; `nil` for no limit.
    public var timeLimit: Double?
    /// The orchestrator's options after merging component and pipeline, by option name.
    public var orchestratorSettings: [String: JSONValue]
    /// The image of the orchestrator pod, pinned by digest; `nil` where no containers are used.
    public var orchestratorImage: String?
    /// The absolute folder that holds the code on this machine; `nil` where the code is in the image, or there is none.
    public var sourceDirectory: String?
    public var steps: [PlannedStep]

    public init(
        pipeline: String, stack: String, components: [Component] = [], failureMode: FailureMode = .continueOnFailure,
        maxParallelism: Int? = nil, timeLimit: Double? = nil, orchestratorSettings: [String: JSONValue] = [:],
        orchestratorImage: String? = nil, sourceDirectory: String? = nil, steps: [PlannedStep]
    ) {
        self.pipeline = pipeline
        self.stack = stack
        self.components = components
        self.failureMode = failureMode
        self.maxParallelism = maxParallelism
        self.timeLimit = timeLimit
        self.orchestratorSettings = orchestratorSettings
        self.orchestratorImage = orchestratorImage
        self.sourceDirectory = sourceDirectory
        self.steps = steps
    }

    /// The step of that name, or `nil`.
    public func step(_ name: String) -> PlannedStep? { steps.first { $0.name == name } }

    /// The stack's component of that type, or `nil`.
    public func component(_ type: ComponentType) -> Component? { components.first { $0.type == type } }
}
