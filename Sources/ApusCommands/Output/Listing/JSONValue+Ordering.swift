import ApusModel

extension JSONValue {
    /// Null, an empty text, an empty list or object.
    var isAbsent: Bool {
        switch self {
        case .null: true
        case .string(let text): text.isEmpty
        case .array(let elements): elements.isEmpty
        case .object(let members): members.isEmpty
        case .boolean, .integer, .number: false
        }
    }

    /// The number, also of a text that is one.
    var doubleValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        case .string(let text): Double(text)
        case .null, .boolean, .array, .object: nil
        }
    }
}
