public import ApusModel

/// What a node's label has to be.
public struct NodeSelectorRequirement: KubernetesModel {
    public var fields: [String: JSONValue]

    public init(fields: [String: JSONValue]) { self.fields = fields }

    /// How a label is compared with values.
    public enum Comparison: String, Sendable {
        case `in` = "In"
        case notIn = "NotIn"
        case exists = "Exists"
        case doesNotExist = "DoesNotExist"
        case greaterThan = "Gt"
        case lessThan = "Lt"
    }

    public init(key: String, operator comparison: Comparison, values: [String]? = nil) {
        self.init(
            ("key", .string(key)), ("operator", .string(comparison.rawValue)), ("values", JSONValue(values)))
    }
}
