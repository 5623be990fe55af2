/// A message in the wire format of Protocol Buffers, read field by field
/// (https://protobuf.dev/programming-guides/encoding/). What a message holds is said by
/// `generated.proto` in each package of https://github.com/kubernetes/api.
struct ProtobufMessage {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        position = bytes.startIndex
    }

    /// Calls `body` with each field, in order.
    /// - Throws: `DecodingError` for bytes that are no message; what `body` throws.
    func forEach(_ body: (ProtobufField) throws -> Void) throws {
        var rest = self
        while let field = try rest.next() { try body(field) }
    }

    /// The last field with that number, which is the one that counts.
    /// - Throws: `DecodingError` for bytes that are no message.
    func last(_ number: Int) throws -> ProtobufField? {
        var found: ProtobufField?
        try forEach { if $0.number == number { found = $0 } }
        return found
    }

    private mutating func next() throws -> ProtobufField? {
        if position == bytes.endIndex { return nil }
        let tag = try variableInteger()
        let value: ProtobufField.Value =
            switch tag & 7 {
            case 0: .integer(try variableInteger())
            case 1: .bytes(try take(8))
            case 2: .bytes(try take(try variableInteger()))
            case 5: .bytes(try take(4))
            default: throw DecodingError.corrupted("wire type \(tag & 7)")
            }
        return ProtobufField(number: Int(tag >> 3), value: value)
    }

    private mutating func take(_ count: UInt64) throws -> ArraySlice<UInt8> {
        guard count <= UInt64(bytes.endIndex - position) else { throw DecodingError.corrupted("a field is cut off") }
        let start = position
        position += Int(count)
        return bytes[start..<position]
    }

    private mutating func variableInteger() throws -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard position < bytes.endIndex else { throw DecodingError.corrupted("a number is cut off") }
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
        }
        throw DecodingError.corrupted("a number is longer than ten bytes")
    }
}

extension DecodingError {
    static func corrupted(_ words: String) -> DecodingError {
        .dataCorrupted(Context(codingPath: [], debugDescription: "no message in Protocol Buffers: \(words)"))
    }
}
