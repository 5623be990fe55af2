public import ApusModel

/// How a step runs. Every option is open until it is given: then the pipeline's counts, and below that the stack's.
public struct StepOptions: Sendable {
    /// Another base image than the pipeline's.
    public var image: String?
    /// Steps that must succeed first although nothing flows from them.
    public var after: [any StepReference]
    public var retry: RetryPolicy
    /// What one try may take once its program runs; `nil` for no limit.
    public var timeLimit: Duration?
    public var cache: CachePolicy
    public var resources: ResourceSettings?
    /// Settings for the stack's components, over those of the pipeline.
    public var settings: [any ComponentSettings]
    /// Values that the step sees beside the pipeline's parameters, as `APUS_PARAM_<NAME>`.
    public var parameters: [String: JSONValue]
    public var environment: [String: String]
    /// Names of stored secrets whose values the step sees as variables.
    public var secrets: [String]
    /// Is called in a Swift step's own process once its outputs are made.
    public var onSuccess: (@Sendable () async throws -> Void)?
    /// Is called in a Swift step's own process with the error that ends it. The step fails with that error in any case.
    public var onFailure: (@Sendable (any Error) async -> Void)?

    public init(
        image: String? = nil, after: [any StepReference] = [], retry: RetryPolicy = RetryPolicy(),
        timeLimit: Duration? = nil, cache: CachePolicy = .inherited, resources: ResourceSettings? = nil,
        settings: [any ComponentSettings] = [], parameters: [String: JSONValue] = [:],
        environment: [String: String] = [:], secrets: [String] = [],
        onSuccess: (@Sendable () async throws -> Void)? = nil,
        onFailure: (@Sendable (any Error) async -> Void)? = nil
    ) {
        self.image = image
        self.after = after
        self.retry = retry
        self.timeLimit = timeLimit
        self.cache = cache
        self.resources = resources
        self.settings = settings
        self.parameters = parameters
        self.environment = environment
        self.secrets = secrets
        self.onSuccess = onSuccess
        self.onFailure = onFailure
    }
}

extension StepOptions {
    /// The step of that name as a plan knows it.
    func spec(
        _ name: String, _ command: StepCommand, inputs: [String: OutputReference], outputs: [String]
    ) -> StepSpec {
        StepSpec(
            name: name, command: command, image: image, inputs: inputs, outputs: outputs, after: after.map(\.step),
            parameters: parameters, environment: environment, secrets: secrets, retry: retry,
            timeLimit: timeLimit?.seconds, isCacheEnabled: cache.isEnabled, codeVersion: cache.version,
            settings: SettingsByKey.make(settings, resources))
    }

    /// `body` with the hooks around it.
    func hooked(_ body: @escaping StepNode.Body) -> StepNode.Body {
        guard onSuccess != nil || onFailure != nil else { return body }
        return { [onSuccess, onFailure] values in
            do {
                let outputs = try await body(values)
                try await onSuccess?()
                return outputs
            } catch {
                await onFailure?(error)
                throw error
            }
        }
    }
}
