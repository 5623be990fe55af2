public import FoundationEssentials

/// A program that waits to be logged in, as the person sees it who decides.
public struct PendingDeviceLogin: Hashable, Sendable, Codable {
    /// What the program shows as well, so that both can be compared: `WDJB-MJHT`.
    public let userCode: String
    /// What the program calls itself. Nobody checked it.
    public let client: String
    /// The address that it calls from; the last proxy's, when there is one.
    public let address: String
    public let createdAt: Date
    /// From then on nothing can be decided.
    public let expiresAt: Date

    public init(userCode: String, client: String, address: String, createdAt: Date, expiresAt: Date) {
        self.userCode = userCode
        self.client = client
        self.address = address
        self.createdAt = createdAt
        self.expiresAt = expiresAt
    }
}
