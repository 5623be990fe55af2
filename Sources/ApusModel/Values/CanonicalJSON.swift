public import FoundationEssentials

/// The one way in which Apus writes and reads JSON: sorted keys, unescaped slashes, dates as RFC 3339 with milliseconds
/// in UTC.
///
/// Equal values give equal bytes, so the bytes can be hashed (RFC 8785 has the same aim; number forms differ from it).
public enum CanonicalJSON {
    /// The bytes of `value`.
    public static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = dateEncoding
        return try encoder.encode(value)
    }

    /// The bytes of `value`: the same as of any other, but sooner.
    public static func encode(_ value: JSONValue) throws -> Data { try value.canonicalBytes() }

    /// The text of `value`, indented for people.
    public static func prettyText(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        encoder.dateEncodingStrategy = dateEncoding
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The text of `value` on one line.
    public static func text(_ value: some Encodable) throws -> String {
        String(decoding: try encode(value), as: UTF8.self)
    }

    /// As the other, of a value whose bytes are there sooner.
    public static func text(_ value: JSONValue) throws -> String {
        String(decoding: try encode(value), as: UTF8.self)
    }

    /// The value that `data` holds.
    public static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws -> Value {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let container = try decoder.singleValueContainer()
            let text = try container.decode(String.self)
            guard let date = Timestamp.date(text) else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "'\(text)' is not an RFC 3339 time")
            }
            return date
        }
        return try decoder.decode(type, from: data)
    }

    private static var dateEncoding: JSONEncoder.DateEncodingStrategy {
        .custom { date, encoder in
            var container = encoder.singleValueContainer()
            try container.encode(Timestamp.text(date))
        }
    }
}
