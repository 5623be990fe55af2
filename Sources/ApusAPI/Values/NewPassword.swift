public import ApusModel

/// A password in the place of another.
public struct NewPassword: Hashable, Sendable, Codable {
    public let password: SentSecret
    /// The password until then, which proves that it is the owner who changes it.
    public let current: SentSecret?

    public init(_ password: SecretString, current: SecretString? = nil) {
        self.password = SentSecret(password)
        self.current = current.map { SentSecret($0) }
    }
}
