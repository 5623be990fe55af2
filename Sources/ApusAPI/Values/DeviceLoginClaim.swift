public import ApusModel

/// A program asks whether it is logged in by now (RFC 8628, section 3.4).
public struct DeviceLoginClaim: Hashable, Sendable, Codable {
    public let deviceCode: SentSecret

    public init(deviceCode: SecretString) { self.deviceCode = SentSecret(deviceCode) }
}
