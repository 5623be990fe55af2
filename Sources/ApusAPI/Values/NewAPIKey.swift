public import ApusModel

/// An API key that was made, with the key itself: it is not shown again.
public struct NewAPIKey: Hashable, Sendable, Codable {
    public let key: APIKey
    public let secret: SentSecret

    public init(key: APIKey, secret: SecretString) {
        self.key = key
        self.secret = SentSecret(secret)
    }
}
