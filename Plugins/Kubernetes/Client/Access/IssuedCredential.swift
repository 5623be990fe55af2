public import ApusModel
public import FoundationEssentials

/// What an issuer of credentials gave, and until when it holds.
public struct IssuedCredential: Sendable, Hashable {
    public let token: SecretString?
    public let password: UserPassword?
    public let identity: ClientIdentity?
    /// When it ends; `nil` if that is not known, and it is then kept until the server refuses it.
    public let expiresAt: Date?

    public init(
        token: SecretString?, password: UserPassword? = nil, identity: ClientIdentity? = nil, expiresAt: Date? = nil
    ) {
        self.token = token
        self.password = password
        self.identity = identity
        self.expiresAt = expiresAt
    }

    /// The value of an `Authorization` header, if requests carry one.
    var authorization: String? { token.map { "Bearer \($0.revealed())" } ?? password?.header }
}
