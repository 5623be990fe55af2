/// One step as its author wrote it.
public struct StepSpec: Hashable, Sendable, Codable {
    /// Unique in its pipeline.
    public var name: String
    public var command: StepCommand
    /// Another base image than the pipeline's.
    public var image: String?
    /// Which output each input takes, by input name.
    public var inputs: [String: OutputReference]
    /// The names of the outputs, in the author's order.
    public var outputs: [String]
    /// Steps that must succeed first although nothing flows from them.
    public var after: [String]
    public var parameters: [String: JSONValue]
    public var environment: [String: String]
    /// Names of stored secrets whose values the step sees as variables, over those of the pipeline.
    public var secrets: [String]
    public var retry: RetryPolicy
    /// Seconds that one try may take, from the moment that its program runs; `nil` for no limit.
    public var timeLimit: Double?
    /// `nil` takes the pipeline's choice.
    public var isCacheEnabled: Bool?
    /// What stands for the code of the pipeline's own program in the cache key; `nil` for the program's digest. Of no
    /// meaning for other commands.
    public var codeVersion: String?
    public var settings: [String: JSONValue]

    public init(
        name: String, command: StepCommand, image: String? = nil, inputs: [String: OutputReference] = [:],
        outputs: [String] = [], after: [String] = [], parameters: [String: JSONValue] = [:],
        environment: [String: String] = [:], secrets: [String] = [], retry: RetryPolicy = RetryPolicy(),
        timeLimit: Double? = nil, isCacheEnabled: Bool? = nil, codeVersion: String? = nil,
        settings: [String: JSONValue] = [:]
    ) {
        self.name = name
        self.command = command
        self.image = image
        self.inputs = inputs
        self.outputs = outputs
        self.after = after
        self.parameters = parameters
        self.environment = environment
        self.secrets = secrets
        self.retry = retry
        self.timeLimit = timeLimit
        self.isCacheEnabled = isCacheEnabled
        self.codeVersion = codeVersion
        self.settings = settings
    }
}
