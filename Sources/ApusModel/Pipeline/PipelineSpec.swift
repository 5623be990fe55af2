/// A pipeline as its author wrote it, whether in a file or in Swift. Names are valid, inputs name existing outputs and
/// there is no cycle.
public struct PipelineSpec: Hashable, Sendable, Codable {
    public var name: String
    /// The base image; only containerised orchestrators use it.
    public var image: String?
    /// The folder of code that travels with the run, relative to the pipeline's own folder. `nil` when the pipeline
    /// brings no code.
    public var source: String?
    /// Values that every step sees as `APUS_PARAM_<NAME>`, and that are part of the cache key.
    public var parameters: [String: JSONValue]
    /// Environment variables of every step.
    public var environment: [String: String]
    /// Names of stored secrets whose values every step sees as variables.
    public var secrets: [String]
    /// Settings for the stack's components, by component type: `{"orchestrator": {...}}`.
    public var settings: [String: JSONValue]
    public var failureMode: FailureMode
    /// The most steps that may run at once; `nil` for no limit of the pipeline's own.
    public var maxParallelism: Int?
    /// Seconds that a run may take, from the moment that its driver takes it up; `nil` for no limit.
    public var timeLimit: Double?
    /// Whether steps may be answered from the cache, unless a step says otherwise.
    public var isCacheEnabled: Bool
    /// When it runs by itself; `nil` for a pipeline that runs when it is started.
    public var schedule: ScheduleSpec?
    /// In the author's order.
    public var steps: [StepSpec]
    /// Steps that run once all others are over, however these ended. In the author's order.
    public var finally: [StepSpec]

    /// The steps, then the finally steps.
    public var allSteps: [StepSpec] { steps + finally }

    public init(
        name: String, image: String? = nil, source: String? = nil, parameters: [String: JSONValue] = [:],
        environment: [String: String] = [:], secrets: [String] = [], settings: [String: JSONValue] = [:],
        failureMode: FailureMode = .continueOnFailure, maxParallelism: Int? = nil, timeLimit: Double? = nil,
        isCacheEnabled: Bool = true, schedule: ScheduleSpec? = nil, steps: [StepSpec],
        finally: [StepSpec] = []
    ) {
        self.name = name
        self.image = image
        self.source = source
        self.parameters = parameters
        self.environment = environment
        self.secrets = secrets
        self.settings = settings
        self.failureMode = failureMode
        self.maxParallelism = maxParallelism
        self.timeLimit = timeLimit
        self.isCacheEnabled = isCacheEnabled
        self.schedule = schedule
        self.steps = steps
        self.finally = finally
    }
}
