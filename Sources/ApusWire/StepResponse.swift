public import ApusCore
public import ApusModel

/// The answer to a ``StepRequest``.
public struct StepResponse: Hashable, Sendable, Codable {
    public enum Answer: Hashable, Sendable, Codable {
        case claimed(ClaimDecision)
        case reserved(beingDeleted: [ContentDigest])
        case reported(isAccepted: Bool)
        /// In clear: the channel is private to the two processes.
        case secrets([String: String])
        /// Secrets in clear.
        case connector(Connector, secrets: [String: String])
        case shown
        case failed(WireError)
    }

    /// Of the request.
    public let id: Int64
    public let answer: Answer

    public init(id: Int64, answer: Answer) {
        self.id = id
        self.answer = answer
    }
}
