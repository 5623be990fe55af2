public import ApusModel
public import FoundationEssentials

/// How the main part of a run ended.
public struct Conclusion: Hashable, Sendable, Codable {
    public let outcome: RunOutcome
    public let at: Date

    public init(outcome: RunOutcome, at: Date) {
        self.outcome = outcome
        self.at = at
    }
}
