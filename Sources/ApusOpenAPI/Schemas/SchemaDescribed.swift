import ApusModel

/// A type that says its JSON Schema itself, because ``SchemaBook`` cannot find it out by asking the type to decode.
protocol SchemaDescribed: Decodable {
    /// The schema, in the dialect of OpenAPI 3.1: JSON Schema 2020-12.
    static func schema(in book: SchemaBook) throws -> JSONValue
    /// Any value, for types that have one of this type inside.
    static func example() throws -> Self
}
