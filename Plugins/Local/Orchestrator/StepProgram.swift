import ApusCore
import FoundationEssentials
import SystemPackage

/// Where `apus-step` is.
enum StepProgram {
    /// Names another program to use.
    static let variable = "APUS_STEP_PROGRAM"

    /// What the variable says, else the program beside this one.
    static func path(in environment: RunEnvironment) -> FilePath {
        if let given = ProcessInfo.processInfo.environment[variable], !given.isEmpty { return FilePath(given) }
        return environment.programs.appending("apus-step")
    }
}
