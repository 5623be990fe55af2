public import ApusModel

/// A server that was installed and is ready.
public struct DeployedServer: Sendable {
    /// By which programs in the infrastructure reach it.
    public let url: String
    /// By which others do, if there is such a way.
    public let entrance: String?
    /// The version that was there before; `nil` when none was.
    public let previousVersion: String?
    /// The password of the account that the first start made, if nobody was told it yet.
    public let firstPassword: SecretString?

    public init(url: String, entrance: String?, previousVersion: String?, firstPassword: SecretString?) {
        self.url = url
        self.entrance = entrance
        self.previousVersion = previousVersion
        self.firstPassword = firstPassword
    }
}
