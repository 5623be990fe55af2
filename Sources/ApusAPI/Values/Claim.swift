public import FoundationEssentials

/// A runner wants an attempt.
public struct Claim: Hashable, Sendable, Codable {
    public let holder: String
    public let at: Date
    /// Seconds that an attempt which is not launched yet is waited for; `nil` for none.
    public let patience: Double?

    public init(holder: String, at: Date, patience: Double? = nil) {
        self.holder = holder
        self.at = at
        self.patience = patience
    }
}
