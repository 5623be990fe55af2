public import FoundationEssentials

/// A value of a column or of a statement's argument.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes(Data)
}

extension SQLValue {
    /// The text, or `nil` for anything else.
    public var text: String? { if case .text(let text) = self { text } else { nil } }
    /// The number, or `nil` for anything else.
    public var integer: Int64? { if case .integer(let integer) = self { integer } else { nil } }
    /// The bytes, or `nil` for anything else.
    public var bytes: Data? { if case .bytes(let bytes) = self { bytes } else { nil } }
}
