import ApusModel

/// A step of a flow: what the plan says of it, and what it does when it is written in Swift.
struct StepNode: Sendable {
    /// Reads the inputs and runs the step's function.
    typealias Body = @Sendable (any StepValues) async throws -> [StepOutput]

    let spec: StepSpec
    /// `nil` for a command.
    let body: Body?
}

/// A value that a step made.
struct StepOutput: Sendable {
    let name: String
    let value: any ArtifactValue
}

/// Where a step's inputs come from.
protocol StepValues: Sendable {
    /// The value of the input `name`, which is the output `source`.
    func value<Value: ArtifactValue>(
        _ name: String, from source: OutputReference, as type: Value.Type
    ) async throws -> Value
}
