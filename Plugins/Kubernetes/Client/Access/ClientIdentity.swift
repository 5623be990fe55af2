public import ApusModel

/// A client certificate with its chain, and its private key, both PEM texts.
public struct ClientIdentity: Sendable, Hashable {
    public let certificate: String
    public let key: SecretString

    public init(certificate: String, key: SecretString) {
        self.certificate = certificate
        self.key = key
    }
}
