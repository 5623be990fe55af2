public import ApusModel

/// The values of secret options by option name, as they travel between client and server: encoding reveals them.
public struct SecretValues: Hashable, Sendable, Codable {
    public let values: [String: SecretString]

    public init(_ values: [String: SecretString]) { self.values = values }

    public init(from decoder: any Decoder) throws {
        values = try decoder.singleValueContainer().decode([String: SecretString].self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(values.mapValues { $0.revealed() })
    }
}
