public import ApusModel

/// An account in the place of the stored one.
public struct AccountUpdate: Hashable, Sendable, Codable {
    public let account: Account
    /// What the caller believes to be stored, or `nil` to replace whatever is.
    public let replacing: Account?

    public init(account: Account, replacing: Account?) {
        self.account = account
        self.replacing = replacing
    }
}
