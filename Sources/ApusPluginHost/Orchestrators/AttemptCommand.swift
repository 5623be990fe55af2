import ApusCore
import ApusModel
import ApusWire
import FoundationEssentials
import SystemPackage

/// The command that runs an attempt, wherever a plugin starts it.
struct AttemptCommand: Sendable {
    /// Names another `apus-step` to use.
    static let programVariable = "APUS_STEP_PROGRAM"

    let arguments: [String]
    let environment: [String: String]

    /// - Parameter channel: what `APUS_STEP_CHANNEL` says; `nil` where the attempt asks the server.
    init(
        _ attempt: Attempt.Key, of run: SubmittedRun, holder: String, home: FilePath, channel: String?
    ) async throws {
        arguments = [
            Self.program(in: run.environment).string, "run", "--run", attempt.run.rawValue, "--step", attempt.step,
            "--attempt", String(attempt.number), "--holder", holder,
        ]
        var variables: [String: String] = [:]
        if let channel {
            // A step on this machine sees what the user sees, as it does without a plugin.
            variables = ProcessInfo.processInfo.environment
            variables["APUS_HOME"] = home.string
            variables[StepChannel.variable] = channel
        } else if let server = run.environment.server {
            variables["APUS_SERVER_URL"] = server.url
            variables["APUS_RUN_TOKEN"] = try await server.runToken(run.run.id).revealed()
        }
        environment = variables
    }

    /// What the variable says, else the program beside this one.
    static func program(in environment: RunEnvironment) -> FilePath {
        if let given = ProcessInfo.processInfo.environment[programVariable], !given.isEmpty { return FilePath(given) }
        return environment.programs.appending("apus-step")
    }
}
