public import ApusModel

/// A login that was made, with the bearer token that proves it: it is not shown again.
public struct NewLogin: Hashable, Sendable, Codable {
    public let login: LoginSession
    public let account: Account
    public let token: SentSecret

    public init(login: LoginSession, account: Account, token: SecretString) {
        self.login = login
        self.account = account
        self.token = SentSecret(token)
    }
}
