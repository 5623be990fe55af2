public import ApusModel

/// A secret on its way between client and server: encoding reveals it.
public struct SentSecret: Hashable, Sendable, Codable {
    public let value: SecretString

    public init(_ value: SecretString) { self.value = value }

    public init(from decoder: any Decoder) throws {
        value = try decoder.singleValueContainer().decode(SecretString.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value.revealed())
    }
}
