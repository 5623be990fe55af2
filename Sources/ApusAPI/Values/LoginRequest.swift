public import ApusModel

/// Somebody wants to log in.
public struct LoginRequest: Hashable, Sendable, Codable {
    /// The account's name.
    public let name: String
    public let password: SentSecret

    public init(name: String, password: SecretString) {
        self.name = name
        self.password = SentSecret(password)
    }
}
