public import ApusModel

/// Requirements of a node that all have to be met.
public struct NodeSelectorTerm: KubernetesModel {
    public var fields: [String: JSONValue]

    public init(fields: [String: JSONValue]) { self.fields = fields }

    public init(matchExpressions: [NodeSelectorRequirement]) {
        self.init(("matchExpressions", JSONValue(matchExpressions)))
    }
}
