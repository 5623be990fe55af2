package import ApusModel
package import Yams

extension JSONValue {
    /// The JSON that a YAML node stands for under YAML's core schema (https://yaml.org/spec/1.2.2/#103-core-schema).
    package init(_ node: Node) {
        switch node {
        case .mapping(let mapping):
            let members = mapping.map { ($0.key.string ?? "", JSONValue($0.value)) }
            self = .object(Dictionary(members) { _, last in last })
        case .sequence(let sequence):
            self = .array(sequence.map { JSONValue($0) })
        case .scalar, .alias:
            self = JSONValue(scalar: node)
        }
    }

    private init(scalar node: Node) {
        if node.null != nil {
            self = .null
        } else if node.tag == Tag(.bool), let value = node.bool {
            self = .boolean(value)
        } else if node.tag == Tag(.int), let value = node.int {
            self = .integer(Int64(value))
        } else if node.tag == Tag(.float), let value = node.float {
            self = .number(value)
        } else {
            self = .string(node.string ?? "")
        }
    }
}
