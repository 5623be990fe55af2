public import ApusModel
public import FoundationEssentials

/// Asks for an API key.
public struct APIKeyRequest: Hashable, Sendable, Codable {
    /// Whose; `nil` for the caller's own account.
    public let account: Identifier<Account>?
    public let name: String
    /// From then on it is refused; `nil` for never.
    public let expiresAt: Date?

    public init(account: Identifier<Account>?, name: String, expiresAt: Date?) {
        self.account = account
        self.name = name
        self.expiresAt = expiresAt.map(Timestamp.rounded)
    }
}
