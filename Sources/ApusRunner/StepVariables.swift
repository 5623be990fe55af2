import ApusModel
import ApusWire
import SystemPackage

/// The environment of a step's command.
enum StepVariables {
    /// What is for the runner alone and is kept from the command.
    private static let ownNames =
        ["APUS_RUN_TOKEN", "APUS_RUN_TOKEN_FILE", "APUS_SERVER_URL", "APUS_STEP_CHANNEL", "APUS_POD_NAME"]
        + SpareOutputs.variableNames

    /// - Parameters:
    ///   - secrets: the values of the step's secrets; a variable that the step sets itself goes over them.
    ///   - inherited: the runner's own environment, over which the step's is laid.
    static func make(
        for assignment: StepAssignment, secrets: [String: SecretString], inherited: [String: String],
        inputs: [String: FilePath], outputs: [String: FilePath], metrics: FilePath
    ) -> [String: String] {
        var variables = inherited
        for name in ownNames { variables[name] = nil }
        for (name, secret) in secrets { variables[name] = secret.revealed() }
        variables.merge(assignment.environment) { _, new in new }
        variables["APUS_RUN_ID"] = assignment.attempt.run.rawValue
        variables["APUS_RUN_NAME"] = assignment.runName
        variables["APUS_PIPELINE"] = assignment.pipeline
        variables["APUS_STEP"] = assignment.attempt.step
        variables["APUS_ATTEMPT"] = String(assignment.attempt.number)
        variables[EnvironmentName.metrics] = metrics.string
        for (name, path) in inputs { variables[EnvironmentName.input(name)] = path.string }
        for (name, path) in outputs { variables[EnvironmentName.output(name)] = path.string }
        return variables
    }
}
