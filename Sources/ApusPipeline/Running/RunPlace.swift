public import ApusModel

/// Where a pipeline runs without a stack.
public struct RunPlace: Sendable {
    /// What commands are told to be, by step.
    let commands: [String: @Sendable (StepContext) async throws -> [String: any ArtifactValue]]
    let parameters: [String: JSONValue]

    /// In this process: steps one after the other, values handed on as they are. Nothing is stored, and nothing comes
    /// from a cache.
    public static let memory = memory()

    /// - Parameters:
    ///   - parameters: what ``StepContext/parameters`` are.
    ///   - commands: what stands for the command of a step, which no process runs here, and makes its outputs by name.
    public static func memory(
        parameters: [String: JSONValue] = [:],
        commands: [String: @Sendable (StepContext) async throws -> [String: any ArtifactValue]] = [:]
    ) -> RunPlace { RunPlace(commands: commands, parameters: parameters) }
}
