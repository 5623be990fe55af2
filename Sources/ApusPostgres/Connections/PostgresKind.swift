import ApusSQL
import CPostgres
import FoundationEssentials

/// The types that columns and arguments have, which go to and fro as text.
enum PostgresKind {
    case text, integer, bytes

    /// - Parameter type: of a column, by its object identifier in `pg_type`.
    init(_ type: Oid) {
        self =
            switch type {
            case 20, 21, 23: .integer
            case 17: .bytes
            default: .text
            }
    }

    /// The type of an argument, `nil` for NULL, whose type the statement says.
    init?(_ value: SQLValue) {
        switch value {
        case .null: return nil
        case .integer: self = .integer
        case .text: self = .text
        case .bytes: self = .bytes
        }
    }

    /// As in `pg_type`.
    var objectIdentifier: Oid {
        switch self {
        case .text: 25
        case .integer: 20
        case .bytes: 17
        }
    }

    func value(_ text: String) -> SQLValue {
        switch self {
        case .text: .text(text)
        case .integer: Int64(text).map { .integer($0) } ?? .null
        case .bytes: .bytes(Data(hexadecimal: text.dropFirst(2)))
        }
    }

    /// Bytes are written `\x00ff` (https://www.postgresql.org/docs/current/datatype-binary.html).
    static func text(_ value: SQLValue) -> String? {
        switch value {
        case .null: nil
        case .integer(let integer): String(integer)
        case .text(let text): text
        case .bytes(let bytes):
            "\\x" + bytes.lazy.map { [$0 >> 4, $0 & 15] }.joined().map { String($0, radix: 16) }.joined()
        }
    }
}

extension Data {
    fileprivate init(hexadecimal digits: Substring) {
        let values = digits.compactMap(\.hexDigitValue)
        self.init(stride(from: 0, to: values.count - 1, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) })
    }
}
