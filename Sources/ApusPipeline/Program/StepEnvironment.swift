import ApusCore
import ApusModel
import SystemPackage

/// What whoever started a step says about it.
struct StepEnvironment: Sendable {
    private let variable: @Sendable (String) -> String?
    /// Where inputs are when a person starts the step; `nil` when a runner does.
    private let inputs: FilePath?
    private let outputs: FilePath

    /// - Parameter variable: the value of the environment variable of that name.
    init(_ arguments: ProgramArguments, variable: @escaping @Sendable (String) -> String?) {
        self.variable = variable
        inputs = arguments.value("inputs").map { FilePath($0) }
        outputs = FilePath(arguments.value("outputs") ?? "outputs")
    }

    /// Whether a person started the step.
    var isAlone: Bool { inputs != nil }

    /// Those of the declared parameters that variables hold.
    /// - Throws: ``ApusError`` with `.invalidArgument` for a value of another kind.
    func parameters(_ schema: ConfigurationSchema) throws(ApusError) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        for option in schema.options {
            let name = EnvironmentName.parameter(option.name)
            guard let text = variable(name) else { continue }
            guard let value = option.kind.parse(text) else {
                throw ApusError(
                    .invalidArgument, "the variable \(name) cannot be '\(text)'",
                    reason: "parameter '\(option.name)' takes a value of kind \(option.kind.name)")
            }
            values[option.name] = value
        }
        return values
    }

    /// Where the input lies.
    /// - Throws: ``ApusError`` with `.invalidArgument` when nobody said.
    func input(_ name: String, of step: String) throws(ApusError) -> FilePath {
        if let inputs { return inputs.appending(name) }
        if let path = variable(EnvironmentName.input(name)) { return FilePath(path) }
        throw ApusError(
            .invalidArgument, "step '\(step)' has no input '\(name)'",
            reason: "the variable \(EnvironmentName.input(name)) is not set", hint: "--step \(step) --inputs FOLDER")
    }

    /// Where the output belongs.
    func output(_ name: String) -> FilePath {
        if isAlone { return outputs.appending(name) }
        return variable(EnvironmentName.output(name)).map { FilePath($0) } ?? outputs.appending(name)
    }

    /// Where the runner wants to have what the step measures; `nil` where nobody does.
    var metrics: FilePath? { isAlone ? nil : variable(EnvironmentName.metrics).map { FilePath($0) } }

    /// What surrounds the function of the step.
    func context(_ step: String, _ pipeline: String, _ parameters: [String: JSONValue], _ memory: StepMemory)
        -> StepContext
    {
        let run = variable("APUS_RUN_ID").map { (id: $0, name: variable("APUS_RUN_NAME") ?? "") }
        return StepContext(
            step: step, pipeline: pipeline, run: run, attempt: variable("APUS_ATTEMPT").flatMap { Int($0) } ?? 1,
            parameters: parameters, runStatus: variable("APUS_RUN_STATUS").flatMap(RunStatus.init(rawValue:)),
            runReason: variable("APUS_RUN_REASON"), logger: StepLog.logger(step), memory: memory)
    }
}
