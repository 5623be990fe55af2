public import ApusModel

/// A pipeline as its author writes it in Swift. A value: it runs nothing by itself.
///
/// ```swift
/// Pipeline("digits", image: "debian:12-slim", settings: [kubernetes]) { flow in
///     let digits = flow.step("load", run: loadDigits)
///     let network = flow.step("train", digits) { try train($0, epochs: epochs) }
///     flow.step("report", network, run: report)
/// }
/// .with(schedule: Schedule(cron: "5 2 * * *", timeZone: "Europe/Berlin"))
/// ```
public struct Pipeline: Sendable {
    /// Everything but the steps, as plans know it.
    private var outline: PipelineSpec
    private var schedule: Schedule?
    /// The version of the code of Swift steps that name none.
    private let defaultVersion: String?
    let main: StepList
    /// Steps that run once all others are over.
    let last: StepList

    /// - Parameters:
    ///   - name: at most 63 letters, digits, `-`, `_` and `.`.
    ///   - image: the base image of all steps; only containerised orchestrators use it.
    ///   - source: the folder of code and data that travels with the run and is every step's working folder, relative
    ///     to the folder where the program is started. The program itself travels in any case.
    ///   - secrets: names of stored secrets whose values every step sees as variables.
    ///   - settings: settings for the stack's components.
    ///   - maxParallelism: the most steps at once; `nil` for no limit.
    ///   - timeLimit: what a run may take once its orchestrator runs.
    ///   - build: adds the steps, in plain Swift.
    public init(
        _ name: String, image: String? = nil, source: String? = nil, environment: [String: String] = [:],
        secrets: [String] = [], settings: [any ComponentSettings] = [], resources: ResourceSettings? = nil,
        failureMode: FailureMode = .continueOnFailure, maxParallelism: Int? = nil, timeLimit: Duration? = nil,
        cache: CachePolicy = .enabled, build: (inout Flow) throws -> Void
    ) rethrows {
        outline = PipelineSpec(
            name: name, image: image, source: source, environment: environment, secrets: secrets,
            settings: SettingsByKey.make(settings, resources), failureMode: failureMode,
            maxParallelism: maxParallelism, timeLimit: timeLimit?.seconds, isCacheEnabled: cache.isEnabled ?? true,
            steps: [])
        var flow = Flow()
        try build(&flow)
        main = flow.main
        last = flow.last
        defaultVersion = cache.version
    }

    public var name: String { outline.name }

    /// The same pipeline, which runs by itself.
    public func with(schedule: Schedule) -> Pipeline {
        var pipeline = self
        pipeline.schedule = schedule
        return pipeline
    }

    /// The pipeline as a pipeline file would describe it.
    /// - Parameter parameters: the values of its parameters, by name.
    /// - Throws: ``ApusError`` with `.invalidArgument` that lists everything that keeps it from being planned.
    public func spec(parameters: [String: JSONValue] = [:]) throws(ApusError) -> PipelineSpec {
        var spec = outline
        spec.parameters = parameters
        spec.schedule = try schedule?.spec()
        spec.steps = main.specs(codeVersion: defaultVersion)
        spec.finally = last.specs(codeVersion: defaultVersion)
        let problems = spec.problems()
        if problems.isEmpty { return spec }
        let hint = problems.lazy.compactMap(\.hint).first
        if problems.count == 1 { throw ApusError(.invalidArgument, problems[0].message, hint: hint) }
        throw ApusError(
            .invalidArgument, "pipeline '\(name)' has \(problems.count) problems",
            reason: problems.map(\.message).joined(separator: "\n  "), hint: hint)
    }

    /// The step of that name, or `nil`.
    func node(_ name: String) -> StepNode? { main[name] ?? last[name] }
}
