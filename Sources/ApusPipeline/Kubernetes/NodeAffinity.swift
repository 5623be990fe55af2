public import ApusModel

/// On which nodes a pod may or should be.
public struct NodeAffinity: KubernetesModel {
    public var fields: [String: JSONValue]

    public init(fields: [String: JSONValue]) { self.fields = fields }

    /// - Parameters:
    ///   - required: a node has to match one of the terms.
    ///   - preferred: a node that matches gets the weight, from 1 to 100, as points.
    public init(required: [NodeSelectorTerm]? = nil, preferred: [(weight: Int, term: NodeSelectorTerm)] = []) {
        self.init(fields: [:])
        if let required {
            fields["requiredDuringSchedulingIgnoredDuringExecution"] = [
                "nodeSelectorTerms": .array(required.map(\.json))
            ]
        }
        if preferred.isEmpty { return }
        fields["preferredDuringSchedulingIgnoredDuringExecution"] = .array(
            preferred.map { ["weight": .integer(Int64($0.weight)), "preference": $0.term.json] })
    }
}
