public import ApusModel
public import FoundationEssentials

/// The infrastructure lost an attempt.
public struct Loss: Hashable, Sendable, Codable {
    public let failure: AttemptFailure
    public let at: Date

    public init(failure: AttemptFailure, at: Date) {
        self.failure = failure
        self.at = at
    }
}
