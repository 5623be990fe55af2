/// One step of a plan.
public struct PlannedStep: Hashable, Sendable, Codable {
    public var name: String
    public var command: StepCommand
    /// The image with runtime and code, pinned by digest; `nil` where no containers are used.
    public var image: String?
    public var inputs: [String: OutputReference]
    public var outputs: [String]
    /// Every step that must succeed first, because an input comes from it or the author said so. Sorted, without
    /// repeats.
    public var upstream: [String]
    /// Variables for the command: the author's, and `APUS_PARAM_…` for parameters.
    public var environment: [String: String]
    public var retry: RetryPolicy
    /// Digest over everything that decides the outputs but the inputs' contents; `nil` when the step may not be cached.
    public var cacheSeed: ContentDigest?
    /// The orchestrator's options for this step after merging component, pipeline and step, by option name.
    public var orchestratorSettings: [String: JSONValue]

    public init(
        name: String, command: StepCommand, image: String? = nil, inputs: [String: OutputReference] = [:],
        outputs: [String] = [], upstream: [String] = [], environment: [String: String] = [:],
        retry: RetryPolicy = RetryPolicy(), cacheSeed: ContentDigest? = nil,
        orchestratorSettings: [String: JSONValue] = [:]
    ) {
        self.name = name
        self.command = command
        self.image = image
        self.inputs = inputs
        self.outputs = outputs
        self.upstream = upstream
        self.environment = environment
        self.retry = retry
        self.cacheSeed = cacheSeed
        self.orchestratorSettings = orchestratorSettings
    }
}
