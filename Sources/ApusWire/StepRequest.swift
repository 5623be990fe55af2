public import ApusModel

/// What a step runner asks of the process that started it.
public struct StepRequest: Hashable, Sendable, Codable {
    public enum Call: Hashable, Sendable, Codable {
        case claim(Attempt.Key, holder: String)
        case reserve([Artifact], for: Attempt.Key)
        case report(AttemptReport)
        case secrets(of: Identifier<Component>)
        case secretVariables(of: Attempt.Key)
        case connector(of: Identifier<Component>)
        /// Lines that the step printed, where the process that keeps the run is not the one that sees its output.
        case show([String])
    }

    /// Chosen by the runner; the answer carries it.
    public let id: Int64
    public let call: Call

    public init(id: Int64, call: Call) {
        self.id = id
        self.call = call
    }
}
