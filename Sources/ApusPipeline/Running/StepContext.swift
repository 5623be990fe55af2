public import ApusModel
public import Logging
import Synchronization
public import SystemPackage

/// What surrounds a step's function while it runs: ``current`` in it.
///
/// Outside a run it is there too, so that a function is tested by calling it:
/// ```swift
/// let context = StepContext(step: "train")
/// let network = try await context.run { try await train(digits) }
/// #expect(context.metrics.last?.value ?? 1 < 0.1)
/// ```
/// A step that is asked to stop, by SIGTERM, finds its task cancelled.
public struct StepContext: Sendable {
    /// The context of the step that this task belongs to.
    @TaskLocal public static var current = StepContext(step: "step")

    public let step: String
    public let pipeline: String
    /// The run's identity, and its name; `nil` outside a stored run.
    public let run: (id: String, name: String)?
    /// Which try of the step this is, from 1.
    public let attempt: Int
    /// The values of the pipeline's parameters by name, and the step's own.
    public let parameters: [String: JSONValue]
    /// How the steps ended; `nil` but in finally steps.
    public let runStatus: RunStatus?
    /// Why they did not succeed, in a sentence.
    public let runReason: String?
    /// Goes to the step's log.
    public let logger: Logger
    private let memory: StepMemory

    public init(
        step: String, pipeline: String = "", run: (id: String, name: String)? = nil, attempt: Int = 1,
        parameters: [String: JSONValue] = [:], runStatus: RunStatus? = nil, runReason: String? = nil,
        logger: Logger = Logger(label: "step")
    ) {
        self.init(
            step: step, pipeline: pipeline, run: run, attempt: attempt, parameters: parameters, runStatus: runStatus,
            runReason: runReason, logger: logger, memory: StepMemory { _ in })
    }

    init(
        step: String, pipeline: String, run: (id: String, name: String)?, attempt: Int,
        parameters: [String: JSONValue], runStatus: RunStatus?, runReason: String?, logger: Logger, memory: StepMemory
    ) {
        self.step = step
        self.pipeline = pipeline
        self.run = run
        self.attempt = attempt
        self.parameters = parameters
        self.runStatus = runStatus
        self.runReason = runReason
        self.logger = logger
        self.memory = memory
    }

    /// Names this try among all: `RUN/STEP/NUMBER`.
    public var attemptID: String { "\(run?.id ?? "-")/\(step)/\(attempt)" }

    /// Says what was measured: a point of the step's series of that name, a line in its log, and an element of
    /// ``metrics``.
    ///
    /// A run keeps 200 points of each of 100 names, evenly spread, with the first and the last. What is not finite is in
    /// the log only.
    /// - Parameters:
    ///   - name: 1 to 200 characters, no control characters.
    ///   - position: where in the step's work, such as an epoch.
    public func log(metric name: String, _ value: Double, at position: Int? = nil) {
        memory.add(Metric(name, value, at: position))
    }

    /// What was measured so far.
    public var metrics: [Metric] { memory.metrics.withLock { $0 } }

    /// A folder of this step's own, made when it is first asked for. It goes when the step has ended.
    /// - Throws: ``ApusError`` when it cannot be made.
    public var temporaryFolder: FilePath { get throws { try memory.folder.path() } }

    /// Whether `path` lies in the step's temporary folder.
    func owns(_ path: FilePath) -> Bool { memory.folder.holds(path) }

    /// Runs `body` with this context as ``current``.
    public func run<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        try await Self.$current.withValue(self) { try await body() }
    }
}

/// What a step leaves behind while it runs.
final class StepMemory: Sendable {
    let metrics = Mutex<[Metric]>([])
    let folder: TemporaryFolder
    private let show: @Sendable (Metric) -> Void

    /// - Parameter show: gets every metric at once.
    init(folder: TemporaryFolder = TemporaryFolder(), show: @escaping @Sendable (Metric) -> Void) {
        self.folder = folder
        self.show = show
    }

    func add(_ metric: Metric) {
        metrics.withLock { $0.append(metric) }
        show(metric)
    }
}
