import ApusModel

/// Compares values with JSON Schemas, as far as the document of the interface uses JSON Schema.
struct SchemaCheck {
    let document: JSONValue

    /// What is wrong with `value`; empty when nothing is.
    func complaints(_ value: JSONValue, _ schema: JSONValue, at place: String = "$") -> [String] {
        if schema == true { return [] }
        guard let members = schema.objectValue else { return ["\(place): the schema is no object"] }
        return members.sorted { $0.key < $1.key }.flatMap { keyword, wanted in
            complaints(value, keyword, wanted, members, place)
        }
    }

    private func complaints(
        _ value: JSONValue, _ keyword: String, _ wanted: JSONValue, _ schema: [String: JSONValue], _ place: String
    ) -> [String] {
        switch keyword {
        case "description", "format": []
        case "$ref": complaints(value, named(wanted.stringValue ?? ""), at: place)
        case "type":
            check(types(wanted).contains { value.isOf(type: $0) }, "\(place): \(value.kindName), not \(wanted)")
        case "enum": check(wanted.arrayValue?.contains(value) == true, "\(place): \(value) is not one of \(wanted)")
        case "pattern", "minLength": check(matches(value, keyword, wanted), "\(place): \(value) is not \(wanted)")
        case "minimum", "maximum": check(isWithin(value, keyword, wanted), "\(place): \(value) is beyond \(wanted)")
        case "items":
            (value.arrayValue ?? []).enumerated().flatMap { complaints($1, wanted, at: "\(place)[\($0)]") }
        case "required":
            (wanted.arrayValue ?? []).compactMap(\.stringValue).flatMap { name in
                check(value.objectValue == nil || value[name] != nil, "\(place): has no \(name)")
            }
        case "properties":
            (wanted.objectValue ?? [:]).flatMap { name, schema in
                value[name].map { complaints($0, schema, at: "\(place).\(name)") } ?? []
            }
        case "additionalProperties":
            (value.objectValue ?? [:]).filter { schema["properties"]?[$0.key] == nil }.flatMap { name, member in
                complaints(member, wanted, at: "\(place).\(name)")
            }
        case "oneOf": check(fitting(value, wanted, place) == 1, "\(place): not one of the schemas fits")
        case "anyOf": check(fitting(value, wanted, place) > 0, "\(place): none of the schemas fits")
        default: ["\(place): this check does not know '\(keyword)'"]
        }
    }

    /// What a reference such as `#/components/schemas/Run` names.
    func named(_ reference: String) -> JSONValue {
        reference.split(separator: "/").dropFirst().reduce(document) { $0[String($1)] ?? .null }
    }

    private func fitting(_ value: JSONValue, _ schemas: JSONValue, _ place: String) -> Int {
        (schemas.arrayValue ?? []).count { complaints(value, $0, at: place).isEmpty }
    }

    private func types(_ wanted: JSONValue) -> [String] {
        wanted.arrayValue?.compactMap(\.stringValue) ?? [wanted.stringValue ?? ""]
    }

    private func matches(_ value: JSONValue, _ keyword: String, _ wanted: JSONValue) -> Bool {
        guard let text = value.stringValue else { return true }
        if let least = wanted.integerValue { return text.unicodeScalars.count >= least }
        guard let pattern = try? Regex(wanted.stringValue ?? "") else { return false }
        return text.contains(pattern)
    }

    private func isWithin(_ value: JSONValue, _ keyword: String, _ wanted: JSONValue) -> Bool {
        guard let number = value.integerValue, let bound = wanted.integerValue else { return true }
        return keyword == "minimum" ? number >= bound : number <= bound
    }

    private func check(_ holds: Bool, _ complaint: @autoclosure () -> String) -> [String] {
        holds ? [] : [complaint()]
    }
}

extension JSONValue {
    fileprivate func isOf(type: String) -> Bool {
        kindName == type || (type == "number" && kindName == "integer")
    }
}
