/// A program wants to be logged in by a person at a browser (RFC 8628, section 3.1).
public struct DeviceLoginRequest: Hashable, Sendable, Codable {
    /// What the program calls itself, for the person who decides: `apus of analyst on laptop`. Nobody checks it.
    public let client: String

    public init(client: String) { self.client = client }
}
