import ApusModel
import FoundationEssentials

extension String: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONValue { ["type": "string"] }
    static func example() -> String { "" }
}

extension Bool: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONValue { ["type": "boolean"] }
    static func example() -> Bool { false }
}

extension Int: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONValue { Int64.schema(in: book) }
    static func example() -> Int { 0 }
}

extension Int64: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONValue {
        ["type": "integer", "format": "int64", "minimum": .integer(.min), "maximum": .integer(.max)]
    }
    static func example() -> Int64 { 0 }
}

extension Double: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONValue { ["type": "number", "format": "double"] }
    static func example() -> Double { 0 }
}

extension Date: SchemaDescribed {
    static func schema(in book: SchemaBook) -> JSONValue { ["type": "string", "format": "date-time"] }
    static func example() -> Date { Date(timeIntervalSince1970: 0) }
}

extension Array: SchemaDescribed where Element: Decodable {
    static func schema(in book: SchemaBook) throws -> JSONValue {
        ["type": "array", "items": try book.schema(of: Element.self)]
    }
    static func example() -> [Element] { [] }
}

extension Dictionary: SchemaDescribed where Key == String, Value: Decodable {
    static func schema(in book: SchemaBook) throws -> JSONValue {
        ["type": "object", "additionalProperties": try book.schema(of: Value.self)]
    }
    static func example() -> [String: Value] { [:] }
}
