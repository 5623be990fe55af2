/// How an option's value is written: on the command line as text, in files as JSON.
public enum SettingKind: Hashable, Sendable, Codable {
    case string
    /// `true` or `false`; `yes`, `no`, `1` and `0` are understood on the command line.
    case boolean
    case integer
    case number
    /// Texts: a JSON array, or `a,b,c` on the command line.
    case list
    /// Texts by key: a JSON object, or `a=1,b=2` on the command line.
    case map
    /// Any JSON object.
    case object
    /// One of these words.
    case choice([String])

    /// The kind as help text shows it.
    public var name: String {
        switch self {
        case .string: "string"
        case .boolean: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .list: "list"
        case .map: "map"
        case .object: "object"
        case .choice(let words): words.joined(separator: "|")
        }
    }
}
