import ApusModel

/// An input of a Swift step with its name in the plan.
struct StepInput<Value: ArtifactValue>: Sendable {
    let name: String
    let source: OutputReference

    func value(from values: any StepValues) async throws -> Value {
        try await values.value(name, from: source, as: Value.self)
    }
}

/// Names the inputs of one Swift step: each by the output that it takes, or by the step when that has one output
/// without a name of its own.
struct InputNames {
    private(set) var sources: [String: OutputReference] = [:]

    mutating func input<Value>(_ artifact: Artifact<Value>) -> StepInput<Value> {
        let word = artifact.output == Flow.onlyOutput ? artifact.step : artifact.output
        var name = word
        var number = 1
        while isTaken(name) {
            number += 1
            name = "\(word)-\(number)"
        }
        sources[name] = artifact.reference
        return StepInput(name: name, source: artifact.reference)
    }

    /// Names that differ only in what a variable's name cannot hold would share a variable.
    private func isTaken(_ name: String) -> Bool {
        if sources.isEmpty { return false }
        let variable = EnvironmentName.suffix(name)
        return sources.keys.contains { EnvironmentName.suffix($0) == variable }
    }
}
