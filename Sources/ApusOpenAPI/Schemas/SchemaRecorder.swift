import ApusModel

/// A decoder without data: it writes down what a type asks it for, and answers with examples.
final class SchemaRecorder: Decoder {
    let book: SchemaBook
    /// The only member that there seems to be, for an enumeration whose cases carry values.
    let caseName: String?
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    private var whole: JSONValue?
    private var members: [String: JSONValue] = [:]
    private var parts: [String: SchemaRecorder] = [:]
    private var optional: Set<String> = []

    init(book: SchemaBook, caseName: String? = nil) {
        self.book = book
        self.caseName = caseName
    }

    /// Whether the type asked for members.
    var isObject: Bool { whole == nil }

    /// What was asked for.
    func schema() throws -> JSONValue {
        if let whole { return whole }
        var members = members
        for (name, part) in parts { members[name] = try part.schema() }
        let required = members.keys.filter { !optional.contains($0) }.sorted()
        for name in optional { members[name] = members[name].map(Self.orNull) }
        var schema: [String: JSONValue] = ["type": "object"]
        if !members.isEmpty { schema["properties"] = .object(members) }
        if !required.isEmpty { schema["required"] = .array(required.map(JSONValue.string)) }
        return .object(schema)
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(SchemaMembers(recorder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw ApusError(.internalFailure, "a list of unlike elements has no schema")
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

    func note<Subject: Decodable>(_ type: Subject.Type, of name: String) throws -> Subject {
        let (schema, example) = try book.describe(type)
        members[name] = schema
        return example
    }

    func noteOptional(_ name: String) { optional.insert(name) }

    func part(_ name: String) -> SchemaRecorder {
        let part = SchemaRecorder(book: book)
        parts[name] = part
        return part
    }

    private static func orNull(_ schema: JSONValue) -> JSONValue {
        guard case .object(var members) = schema, case .string = members["type"], let type = members["type"] else {
            return ["anyOf": [schema, ["type": "null"]]]
        }
        members["type"] = [type, "null"]
        return .object(members)
    }
}

extension SchemaRecorder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { false }

    func decode<Subject: Decodable>(_ type: Subject.Type) throws -> Subject {
        let (schema, example) = try book.describe(type)
        whole = schema
        return example
    }
}
