/// What a server says about itself.
public struct ServerInfo: Hashable, Sendable, Codable {
    /// The server's version of Apus.
    public let version: String
    /// Made at the server's first start and kept in its data folder.
    public let id: String
    /// Where other machines reach it, without a slash at the end: as it was configured, or else as the caller did.
    public let baseURL: String

    public init(version: String, id: String, baseURL: String) {
        self.version = version
        self.id = id
        self.baseURL = baseURL
    }
}
