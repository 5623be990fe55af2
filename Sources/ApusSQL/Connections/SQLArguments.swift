public import FoundationEssentials

/// What a statement's parameters stand for, in order. `nil` is NULL.
public struct SQLArguments: Hashable, Sendable, ExpressibleByArrayLiteral {
    public private(set) var values: [SQLValue]

    public init(arrayLiteral elements: (any SQLConvertible)?...) {
        values = elements.map { $0?.sqlValue ?? .null }
    }

    public init(_ texts: [String]) { values = texts.map(SQLValue.text) }

    public static func += (arguments: inout Self, others: Self) { arguments.values += others.values }
}

/// What can be the argument of a statement.
public protocol SQLConvertible {
    var sqlValue: SQLValue { get }
}

extension String: SQLConvertible {
    public var sqlValue: SQLValue { .text(self) }
}

extension Int64: SQLConvertible {
    public var sqlValue: SQLValue { .integer(self) }
}

extension Int: SQLConvertible {
    public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Data: SQLConvertible {
    public var sqlValue: SQLValue { .bytes(self) }
}
