import FoundationEssentials

/// The identity of one `Subject`: a UUID of version 7 (RFC 9562), in lower case, so that identifiers sort by the time
/// they were made.
public struct Identifier<Subject>: Hashable, Sendable, Codable, RawRepresentable, Comparable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }

    /// A new identifier, unique without coordination.
    public static func make() -> Identifier {
        var bytes = UUID().uuid
        let milliseconds = UInt64(Date().timeIntervalSince1970 * 1000)
        withUnsafeMutableBytes(of: &bytes) { buffer in
            for index in 0..<6 { buffer[index] = UInt8(truncatingIfNeeded: milliseconds >> UInt64(40 - 8 * index)) }
            buffer[6] = (buffer[6] & 0x0F) | 0x70
        }
        return Identifier(rawValue: UUID(uuid: bytes).uuidString.lowercased())
    }

    public init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    public static func < (left: Identifier, right: Identifier) -> Bool { left.rawValue < right.rawValue }
    public var description: String { rawValue }

    /// The last eight digits, which tell identifiers of the same moment apart: for names that people read.
    public var short: String { String(rawValue.suffix(8)) }
}
