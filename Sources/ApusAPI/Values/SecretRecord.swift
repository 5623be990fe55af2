public import ApusModel

/// A secret with values: all of a new one, the changed ones of an update.
public struct SecretRecord: Hashable, Sendable, Codable {
    public let secret: Secret
    /// For an update: what the caller believes to be stored, or `nil` to replace whatever is.
    public let replacing: Secret?
    public let values: SecretValues

    public init(secret: Secret, replacing: Secret? = nil, values: SecretValues) {
        self.secret = secret
        self.replacing = replacing
        self.values = values
    }
}
