public import ApusModel

/// What a run in memory made.
public struct MemoryRun: Sendable {
    /// Every step that ran or was passed over, by name.
    public internal(set) var statuses: [String: StepStatus] = [:]
    /// What each step measured, by step.
    public internal(set) var metrics: [String: [Metric]] = [:]
    var values: [OutputReference: any ArtifactValue] = [:]
    /// Keeps files that steps made until nobody holds the run any more.
    let folder = TemporaryFolder()

    /// What the step made.
    /// - Throws: ``ApusError`` with `.notFound` when it did not.
    public func value<Value>(_ artifact: Artifact<Value>) throws(ApusError) -> Value {
        try value(artifact.output, of: artifact.step)
    }

    /// The output of that name.
    /// - Throws: ``ApusError`` with `.notFound` when there is none, `.invalidArgument` when it is of another type.
    public func value<Value: ArtifactValue>(
        _ output: String = Flow.onlyOutput, of step: String, as type: Value.Type = Value.self
    ) throws(ApusError) -> Value {
        try value(at: OutputReference(step: step, output: output))
    }

    func value<Value: ArtifactValue>(at source: OutputReference) throws(ApusError) -> Value {
        guard let value = values[source] else {
            throw ApusError(
                .notFound, "there is no output '\(source)'",
                reason: "the outputs are \(values.keys.map(\.description).sorted().joined(separator: ", "))")
        }
        if let value = value as? Value { return value }
        throw ApusError(
            .invalidArgument, "output '\(source)' is no '\(Value.self)'", reason: "it is a '\(type(of: value))'")
    }
}
