import ApusCore
import ApusModel

extension APIType {
    /// `value` as manifests have it: fields in their own spelling, amounts as texts, without `null`.
    ///
    /// What is the user's own is kept as it is: keys of maps, names of resources, every text.
    /// - Parameter isWhole: whether nothing is laid over the value later, so that required fields have to be there.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration`.
    func canonical(_ value: JSONValue, at path: SettingPath, isWhole: Bool = false) throws(ApusError) -> JSONValue {
        switch (self, value) {
        case (.string, .string), (.boolean, .boolean), (.integer, .integer), (.intOrString, .integer),
            (.intOrString, .string):
            return value
        case (.quantity, _):
            if let text = Quantity.text(of: value) { return .string(text) }
        case (.map, .object(let members)):
            return .object(try Self.members(members, of: .string, at: path))
        case (.quantities, .object(let members)):
            return .object(try Self.members(members, of: .quantity, at: path))
        case (.list(let element), .array(let elements)):
            var list: [JSONValue] = []
            for (index, value) in elements.enumerated() {
                list.append(try element.canonical(value, at: path.appending(index), isWhole: true))
            }
            return .array(list)
        case (.object(let name), .object(let members)):
            return .object(try Self.object(name, members, at: path, isWhole: isWhole))
        default: break
        }
        throw refusal(of: value, at: path)
    }

    private static func members(
        _ members: [String: JSONValue], of type: APIType, at path: SettingPath
    ) throws(ApusError) -> [String: JSONValue] {
        var checked: [String: JSONValue] = [:]
        for (key, value) in members.sorted(by: { $0.key < $1.key }) where value != .null {
            checked[key] = try type.canonical(value, at: path.appending(key))
        }
        return checked
    }

    private static func object(
        _ name: String, _ members: [String: JSONValue], at path: SettingPath, isWhole: Bool
    ) throws(ApusError) -> [String: JSONValue] {
        let fields = APISchema.fields(of: name)
        let checked = try fields.canonical(members, at: path) { field, value, place throws(ApusError) in
            try field.type.canonical(value, at: place, isWhole: isWhole)
        }
        if isWhole, let missing = fields.first(where: { $0.isRequired && checked[$0.name] == nil }) {
            throw ApusError(
                .invalidConfiguration, "\(path) has no '\(missing.name)'",
                reason: "an object of kind \(name) needs one, as \(missing.type.description)")
        }
        return checked
    }

    private func refusal(of value: JSONValue, at path: SettingPath) -> ApusError {
        let shown: String =
            switch value {
            case .string(let text): "'\(text)'"
            case .integer(let number): "\(number)"
            case .number(let number): "\(number)"
            case .boolean(let truth): "\(truth)"
            case .null, .array, .object: value.kindName
            }
        let isQuotable =
            self == .string && ![.null].contains(value) && value.arrayValue == nil
            && value.objectValue == nil
        return ApusError(
            .invalidConfiguration, "\(path) cannot be \(shown)", reason: "it takes \(description)",
            hint: isQuotable ? "write it in quotes: \"\(shown)\"" : nil)
    }
}
