public import ApusModel

/// A bearer token that can start runs of one schedule and do nothing else. It is worth something for as long as the
/// schedule is there. Encoding reveals it.
public struct ScheduleToken: Hashable, Sendable, Codable {
    public let token: SecretString

    public init(token: SecretString) { self.token = token }

    private enum Key: String, CodingKey { case token }

    public init(from decoder: any Decoder) throws {
        token = try decoder.container(keyedBy: Key.self).decode(SecretString.self, forKey: .token)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(token.revealed(), forKey: .token)
    }
}
