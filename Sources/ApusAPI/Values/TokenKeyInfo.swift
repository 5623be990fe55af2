public import FoundationEssentials

/// A key that signs tokens, as it is shown.
public struct TokenKeyInfo: Hashable, Sendable, Codable {
    /// What tokens name it by: `kid` of RFC 7515, section 4.1.4.
    public let id: String
    public let createdAt: Date

    public init(id: String, createdAt: Date) {
        self.id = id
        self.createdAt = createdAt
    }
}
