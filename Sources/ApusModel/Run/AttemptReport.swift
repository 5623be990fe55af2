/// How a claimed attempt ended, as its runner says.
public struct AttemptReport: Hashable, Sendable, Codable {
    public enum Outcome: Hashable, Sendable, Codable {
        /// Every output is in the artifact store.
        case succeeded(outputs: [String: Artifact])
        case failed(AttemptFailure)
    }

    public let attempt: Attempt.Key
    /// The same word that the claim was made with.
    public let holder: String
    public let outcome: Outcome

    public init(attempt: Attempt.Key, holder: String, outcome: Outcome) {
        self.attempt = attempt
        self.holder = holder
        self.outcome = outcome
    }
}
