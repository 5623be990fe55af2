/// The SHA-256 of some bytes, written `sha256:` and 64 hexadecimal digits, as the OCI image specification writes
/// digests
/// (https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests).
public struct ContentDigest: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The 64 digits, in lower case.
    public let hexadecimal: String

    /// - Parameter text: `sha256:` and 64 digits, or the digits alone. `nil` for anything else.
    public init?(_ text: String) {
        let digits = text.hasPrefix("sha256:") ? String(text.dropFirst(7)) : text
        guard digits.utf8.count == 64, digits.utf8.allSatisfy(Self.isLowerHexadecimal) else { return nil }
        hexadecimal = digits
    }

    /// - Parameter bytes: the 32 bytes of a SHA-256, in order. `nil` for another count.
    public init?(bytes: some Sequence<UInt8>) {
        var text = ""
        for byte in bytes {
            if byte < 16 { text.append("0") }
            text.append(String(byte, radix: 16))
        }
        self.init(text)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let digest = ContentDigest(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is not a SHA-256 digest")
        }
        self = digest
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    public var description: String { "sha256:\(hexadecimal)" }

    private static func isLowerHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
