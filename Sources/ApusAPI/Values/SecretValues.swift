public import ApusModel

/// The values of secret options by option name, as they travel between client and server: encoding reveals them.
public struct SecretValues: Hashable, Sendable, Codable {
    public let values: [String: SecretString]

    public init(_ values: [String: SecretString]) { self.values = values }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        values = try container.decode([String: SecretString].self)
        // A database ends a text there, and would give the value back by another name.
        guard !values.keys.contains(where: { $0.utf8.contains(0) }) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "the name of an option has the character U+0000")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(values.mapValues { $0.revealed() })
    }
}
