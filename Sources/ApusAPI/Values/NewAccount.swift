public import ApusModel

/// An account to store.
public struct NewAccount: Hashable, Sendable, Codable {
    public let account: Account
    /// `nil` for an account that cannot log in.
    public let password: SentSecret?

    public init(account: Account, password: SecretString?) {
        self.account = account
        self.password = password.map { SentSecret($0) }
    }
}
