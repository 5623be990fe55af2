public import ApusModel

/// A user and password for a registry.
public struct RegistryCredential: Hashable, Sendable {
    public let username: String
    public let password: SecretString

    public init(username: String, password: SecretString) {
        self.username = username
        self.password = password
    }
}
