public import ApusModel

/// Whom a server takes the caller for, and by what.
public struct CallerIdentity: Hashable, Sendable, Codable {
    public let account: Account
    /// The API key that the call was made with, if it was one.
    public let apiKey: APIKey?
    /// The login that the call was made in, if it was one.
    public let login: LoginSession?

    public init(account: Account, apiKey: APIKey? = nil, login: LoginSession? = nil) {
        self.account = account
        self.apiKey = apiKey
        self.login = login
    }
}
