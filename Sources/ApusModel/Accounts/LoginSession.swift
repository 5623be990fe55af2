public import FoundationEssentials

/// The time between a person's login at a server and its end, as it is shown: without the token that proves it.
public struct LoginSession: Hashable, Sendable, Codable {
    public let id: Identifier<LoginSession>
    public let account: Identifier<Account>
    public let createdAt: Date
    /// From then on its token is refused.
    public let expiresAt: Date

    public init(
        id: Identifier<LoginSession> = .make(), account: Identifier<Account>, createdAt: Date, expiresAt: Date
    ) {
        self.id = id
        self.account = account
        self.createdAt = Timestamp.rounded(createdAt)
        self.expiresAt = Timestamp.rounded(expiresAt)
    }
}
