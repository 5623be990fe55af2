import ApusModel
import Yams

extension YAMLText {
    /// `json` as YAML with sorted keys, of which every reader of YAML 1.1 or 1.2 reads the same.
    static func write(_ json: JSONValue) throws -> String {
        try Yams.serialize(node: node(json), width: -1, allowUnicode: true)
    }

    private static func node(_ json: JSONValue) throws -> Node {
        switch json {
        case .null: .scalar(.init("null", Tag(.null)))
        case .boolean(let value): .scalar(.init(value ? "true" : "false", Tag(.bool)))
        case .integer(let value): .scalar(.init(String(value), Tag(.int)))
        case .number(let value): .scalar(.init(String(value), Tag(.float)))
        case .string(let text): .scalar(try scalar(text))
        case .array(let elements): .sequence(.init(try elements.map(node)))
        case .object(let members):
            .mapping(
                .init(
                    try members.sorted { $0.key < $1.key }.map { (.scalar(try scalar($0.key)), try node($0.value)) }))
        }
    }

    /// Plain only where a reader would take it for a text anyway.
    private static func scalar(_ text: String) throws -> Node.Scalar {
        let plain = Node.Scalar(text, .implicit, .plain)
        // What has no form in JSON is no text either.
        let isText = (try? YAMLScalar.json(plain)) == .string(text)
        return isText ? Node.Scalar(text, Tag(.str)) : Node.Scalar(text, Tag(.str), .doubleQuoted)
    }
}
