public import FoundationEssentials

/// A key by which a program acts for an account, as it is shown: without the key itself, of which only a digest is kept.
public struct APIKey: Hashable, Sendable, Codable {
    public let id: Identifier<APIKey>
    public let account: Identifier<Account>
    /// Unique among the account's keys.
    public let name: String
    public let createdAt: Date
    /// From then on it is refused; `nil` for never.
    public let expiresAt: Date?
    /// When it was last used, to the minute or so; `nil` for never.
    public var lastUsedAt: Date?

    public init(
        id: Identifier<APIKey> = .make(), account: Identifier<Account>, name: String, createdAt: Date,
        expiresAt: Date? = nil, lastUsedAt: Date? = nil
    ) {
        self.id = id
        self.account = account
        self.name = name
        self.createdAt = Timestamp.rounded(createdAt)
        self.expiresAt = expiresAt.map(Timestamp.rounded)
        self.lastUsedAt = lastUsedAt.map(Timestamp.rounded)
    }
}
