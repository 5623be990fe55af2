public import ApusModel

/// What a program shows to the person who logs it in (RFC 8628, section 3.2).
public struct DeviceLoginStart: Hashable, Sendable, Codable {
    /// Proves which program is to be logged in; nobody else sees it.
    public let deviceCode: SentSecret
    /// What the person types into the page: `WDJB-MJHT`.
    public let userCode: String
    /// The page that the code is typed into.
    public let verificationURL: String
    /// The same page with the code in it.
    public let verificationURLWithCode: String
    /// After how many seconds the codes are good for nothing.
    public let lifetime: Int
    /// How many seconds to wait between claims.
    public let interval: Int

    public init(
        deviceCode: SecretString, userCode: String, verificationURL: String, verificationURLWithCode: String,
        lifetime: Int, interval: Int
    ) {
        self.deviceCode = SentSecret(deviceCode)
        self.userCode = userCode
        self.verificationURL = verificationURL
        self.verificationURLWithCode = verificationURLWithCode
        self.lifetime = lifetime
        self.interval = interval
    }
}
