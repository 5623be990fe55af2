import ApusModel
import FoundationEssentials

extension JSONValue {
    /// The value in a cell of a table: `*` for true, nothing for false and null, lists with commas, objects as
    /// `key=value`.
    var cellText: String {
        switch self {
        case .boolean(let value): value ? "*" : ""
        default: plainText
        }
    }

    /// The value in a CSV field, and what filters compare: `true` and `false` in words.
    var plainText: String {
        switch self {
        case .null: ""
        case .boolean(let value): value ? "true" : "false"
        case .integer(let value): String(value)
        case .number(let value): String(value)
        case .string(let value): value
        case .array(let elements): elements.map(\.plainText).joined(separator: ",")
        case .object(let members):
            members.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.plainText)" }.joined(separator: ",")
        }
    }

    /// `text`, or null when it is absent.
    static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// Labels and the like.
    static func pairs(_ pairs: [String: String]) -> JSONValue { .object(pairs.mapValues(JSONValue.string)) }

    /// A time in text.
    static func moment(_ date: Date) -> JSONValue { .string(Timestamp.text(date)) }
}
