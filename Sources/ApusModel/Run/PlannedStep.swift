/// One step of a plan.
public struct PlannedStep: Hashable, Sendable, Codable {
    public var name: String
    /// Whether it belongs to the run's main part, or runs after that.
    public var role: StepRole
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
    /// Names of stored secrets whose values the command sees as variables, the later over the earlier, and all under
    /// ``environment``.
    public var secrets: [String]
    public var retry: RetryPolicy
    /// Seconds that one attempt may take, from its claim; `nil` for no limit.
    public var timeLimit: Double?
    /// Digest over everything that decides the outputs but the inputs' contents; `nil` when the step may not be cached.
    public var cacheSeed: ContentDigest?
    /// Whether the step runs whatever the cache has. Later runs may take what it makes all the same.
    public var mustRun: Bool
    /// What the step needs of a machine.
    public var resources: StepResources?
    /// The orchestrator's options for this step after merging component, pipeline and step, by option name.
    public var orchestratorSettings: [String: JSONValue]

    public init(
        name: String, role: StepRole = .main, command: StepCommand, image: String? = nil,
        inputs: [String: OutputReference] = [:], outputs: [String] = [], upstream: [String] = [],
        environment: [String: String] = [:], secrets: [String] = [],
        retry: RetryPolicy = RetryPolicy(), timeLimit: Double? = nil, cacheSeed: ContentDigest? = nil,
        mustRun: Bool = false, resources: StepResources? = nil, orchestratorSettings: [String: JSONValue] = [:]
    ) {
        self.name = name
        self.role = role
        self.command = command
        self.image = image
        self.inputs = inputs
        self.outputs = outputs
        self.upstream = upstream
        self.environment = environment
        self.secrets = secrets
        self.retry = retry
        self.timeLimit = timeLimit
        self.cacheSeed = cacheSeed
        self.mustRun = mustRun
        self.resources = resources
        self.orchestratorSettings = orchestratorSettings
    }
}

extension PlannedStep {
    /// Reads what an earlier version wrote too, which knew no `role`, no `secrets` and no `resources`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            name: try container.decode(String.self, forKey: .name),
            role: try container.decodeIfPresent(StepRole.self, forKey: .role) ?? .main,
            command: try container.decode(StepCommand.self, forKey: .command),
            image: try container.decodeIfPresent(String.self, forKey: .image),
            inputs: try container.decode([String: OutputReference].self, forKey: .inputs),
            outputs: try container.decode([String].self, forKey: .outputs),
            upstream: try container.decode([String].self, forKey: .upstream),
            environment: try container.decode([String: String].self, forKey: .environment),
            secrets: try container.decodeIfPresent([String].self, forKey: .secrets) ?? [],
            retry: try container.decode(RetryPolicy.self, forKey: .retry),
            timeLimit: try container.decodeIfPresent(Double.self, forKey: .timeLimit),
            cacheSeed: try container.decodeIfPresent(ContentDigest.self, forKey: .cacheSeed),
            mustRun: try container.decodeIfPresent(Bool.self, forKey: .mustRun) ?? false,
            resources: try container.decodeIfPresent(StepResources.self, forKey: .resources),
            orchestratorSettings: try container.decode([String: JSONValue].self, forKey: .orchestratorSettings))
    }
}
