public import FoundationEssentials

/// A runner wants an attempt.
public struct Claim: Hashable, Sendable, Codable {
    public let holder: String
    public let at: Date

    public init(holder: String, at: Date) {
        self.holder = holder
        self.at = at
    }
}
