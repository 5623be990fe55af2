import ApusModel

/// The JSON Schemas of types, found out by having each type decode from a ``SchemaRecorder``: so a schema has exactly the
/// members that the type reads, and cannot fall behind it.
final class SchemaBook {
    /// The schemas that have names, for `#/components/schemas`.
    private(set) var named: [String: JSONValue] = [:]

    /// The schema of `type`, or a reference to it when it has a name.
    func schema(of type: any Decodable.Type) throws -> JSONValue { try describe(type).schema }

    /// The schema of `type`, and a value of it.
    func describe<Subject: Decodable>(_ type: Subject.Type) throws -> (schema: JSONValue, example: Subject) {
        if let known = type as? any SchemaDescribed.Type {
            return (try known.schema(in: self), try checked(known.example()))
        }
        if let enumeration = type as? any CaseIterable.Type {
            let (words, first) = try words(of: enumeration)
            return (name(["type": "string", "enum": .array(words)], for: type), try checked(first))
        }
        if let enumeration = type as? any SchemaCases.Type { return try describe(type, cases: enumeration.caseNames) }
        let recorder = SchemaRecorder(book: self)
        let example = try Subject(from: recorder)
        let schema = try recorder.schema()
        return (recorder.isObject ? name(schema, for: type) : schema, example)
    }

    /// - Throws: ``/ApusModel/ApusError`` with `.internalFailure` for an enumeration that is not one of words.
    private func words<Subject: CaseIterable>(of type: Subject.Type) throws -> ([JSONValue], Subject) {
        let words = type.allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
        guard let first = type.allCases.first, words.count == type.allCases.count else { throw undescribed(type) }
        return (words.map(JSONValue.string), first)
    }

    private func describe<Subject: Decodable>(
        _ type: Subject.Type, cases: [String]
    ) throws -> (schema: JSONValue, example: Subject) {
        var schemas: [JSONValue] = []
        var example: Subject?
        for word in cases {
            let recorder = SchemaRecorder(book: self, caseName: word)
            example = try Subject(from: recorder)
            schemas.append(try recorder.schema())
        }
        guard let example else { throw undescribed(type) }
        return (name(["oneOf": .array(schemas)], for: type), example)
    }

    private func name(_ schema: JSONValue, for type: any Any.Type) -> JSONValue {
        let name = String(reflecting: type).split(separator: "<").map { part in
            part.split(separator: ".").dropFirst().joined(separator: ".").filter { $0 != ">" }
        }.joined(separator: "Of")
        named[name] = schema
        return ["$ref": .string("#/components/schemas/\(name)")]
    }

    private func checked<Subject>(_ value: Any) throws -> Subject {
        guard let value = value as? Subject else { throw undescribed(Subject.self) }
        return value
    }

    private func undescribed(_ type: any Any.Type) -> ApusError {
        ApusError(.internalFailure, "the schema of \(type) is not known")
    }
}
