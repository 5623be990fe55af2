public import ApusModel
public import FoundationEssentials

/// A bearer token that can touch one run only, for the pods that drive and run it. Encoding reveals it.
public struct RunToken: Hashable, Sendable, Codable {
    public let token: SecretString
    /// A token whose maker asked for no lifetime goes on after that until the run is over. Any token ends some minutes
    /// after its run.
    public let expiresAt: Date

    public init(token: SecretString, expiresAt: Date) {
        self.token = token
        self.expiresAt = Timestamp.rounded(expiresAt)
    }

    private enum Key: String, CodingKey {
        case token, expiresAt
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        token = try container.decode(SecretString.self, forKey: .token)
        expiresAt = try container.decode(Date.self, forKey: .expiresAt)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(token.revealed(), forKey: .token)
        try container.encode(expiresAt, forKey: .expiresAt)
    }
}
