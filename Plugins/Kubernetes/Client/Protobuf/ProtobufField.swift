import FoundationEssentials

/// A field of a message. Whoever reads it knows its type from its number, because the bytes do not say it.
struct ProtobufField {
    enum Value {
        case integer(UInt64)
        case bytes(ArraySlice<UInt8>)
    }

    let number: Int
    let value: Value

    /// - Throws: `DecodingError` when the field is a number.
    func bytes() throws -> ArraySlice<UInt8> {
        guard case .bytes(let bytes) = value else { throw DecodingError.corrupted("field \(number) is a number") }
        return bytes
    }

    /// - Throws: `DecodingError` when the field is no number.
    func integer() throws -> Int {
        guard case .integer(let bits) = value else { throw DecodingError.corrupted("field \(number) is no number") }
        return Int(Int64(bitPattern: bits))
    }

    func flag() throws -> Bool { try integer() != 0 }

    func text() throws -> String { String(decoding: try bytes(), as: UTF8.self) }

    /// An API server writes a text that is not set as one without characters, and leaves it out of JSON.
    func textIfAny() throws -> String? {
        let text = try text()
        return text.isEmpty ? nil : text
    }

    func message() throws -> ProtobufMessage { ProtobufMessage(try bytes()) }

    func read<Value: ProtobufReadable>(as type: Value.Type = Value.self) throws -> Value {
        try Value(protobuf: try message())
    }

    /// A `Time` of `k8s.io/apimachinery/pkg/apis/meta/v1`; `nil` for one that is not set, which is the first second of
    /// the year 1.
    func date() throws -> Date? {
        let seconds = try message().last(1)?.integer() ?? 0
        return seconds <= 0 ? nil : Date(timeIntervalSince1970: Double(seconds))
    }

    /// Puts an entry of a map where it belongs.
    func put<Value>(into map: inout [String: Value], _ read: (ProtobufField) throws -> Value) throws {
        let entry = try message()
        map[try entry.last(1)?.text() ?? ""] = try entry.last(2).map(read)
    }
}
