public import FoundationEssentials

/// Somebody or something that a server knows: whom it lets in, and how far.
public struct Account: Hashable, Sendable, Codable {
    public let id: Identifier<Account>
    /// Unique among accounts: what is typed to log in.
    public let name: String
    public let kind: AccountKind
    public var role: AccountRole
    /// Whether its password, logins and API keys are refused for now.
    public var isDisabled: Bool
    public let createdAt: Date

    public init(
        id: Identifier<Account> = .make(), name: String, kind: AccountKind, role: AccountRole,
        isDisabled: Bool = false, createdAt: Date
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.role = role
        self.isDisabled = isDisabled
        self.createdAt = Timestamp.rounded(createdAt)
    }

    /// The account that a server makes when it has none.
    public static let firstName = "admin"
}
