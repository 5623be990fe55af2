/// What a server says about itself.
public struct ServerInfo: Hashable, Sendable, Codable {
    /// The server's version of Apus.
    public let version: String
    /// Made at the server's first start and kept in its data folder.
    public let id: String
    /// Where other machines reach it, without a slash at the end: as it was configured, or else as the caller did.
    public let baseURL: String
    /// Whether it knows the programs of runs by tokens of their infrastructure; `nil` of a server that cannot.
    public let verifiesPrograms: Bool?

    public init(version: String, id: String, baseURL: String, verifiesPrograms: Bool? = nil) {
        self.version = version
        self.id = id
        self.baseURL = baseURL
        self.verifiesPrograms = verifiesPrograms
    }
}
