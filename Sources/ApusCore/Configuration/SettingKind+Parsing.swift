public import ApusModel
import FoundationEssentials

extension SettingKind {
    /// The value that `text` stands for on a command line, or `nil` when it stands for none of this kind.
    public func parse(_ text: String) -> JSONValue? {
        switch self {
        case .string: .string(text)
        case .choice(let words): words.first { $0.lowercased() == text.lowercased() }.map(JSONValue.string)
        case .boolean: Self.boolean(text)
        case .integer: Int64(text).map(JSONValue.integer)
        case .number: Double(text).map(JSONValue.number)
        case .list: Self.list(text)
        case .map: Self.map(text)
        case .object: Self.json(text).flatMap { SettingKind.object.accept($0) }
        }
    }

    /// `value` in this kind's own form (a whole number for a `number` becomes a number), or `nil` when it is of another
    /// kind.
    public func accept(_ value: JSONValue) -> JSONValue? {
        switch (self, value) {
        case (.string, .string), (.boolean, .boolean), (.integer, .integer), (.number, .number), (.object, .object):
            value
        case (.number, .integer(let whole)): .number(Double(whole))
        case (.choice, .string(let word)): parse(word)
        case (.list, .array(let elements)): elements.allSatisfy { $0.stringValue != nil } ? value : nil
        case (.map, .object(let members)): members.values.allSatisfy { $0.stringValue != nil } ? value : nil
        default: nil
        }
    }

    private static func boolean(_ text: String) -> JSONValue? {
        switch text.lowercased() {
        case "true", "yes", "1": true
        case "false", "no", "0": false
        default: nil
        }
    }

    private static func list(_ text: String) -> JSONValue? {
        if text.hasPrefix("[") { return json(text).flatMap { list.accept($0) } }
        return .array(text.split(separator: ",").map { .string($0.trimmed) })
    }

    private static func map(_ text: String) -> JSONValue? {
        if text.hasPrefix("{") { return json(text).flatMap { map.accept($0) } }
        var members: [String: JSONValue] = [:]
        for part in text.split(separator: ",") {
            guard let separator = part.firstIndex(of: "=") else { return nil }
            members[part[..<separator].trimmed] = .string(part[part.index(after: separator)...].trimmed)
        }
        return .object(members)
    }

    private static func json(_ text: String) -> JSONValue? {
        // Not JSON: the caller says which kind was wanted.
        try? CanonicalJSON.decode(JSONValue.self, from: Data(text.utf8))
    }
}
