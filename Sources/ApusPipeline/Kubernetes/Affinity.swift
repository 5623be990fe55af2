public import ApusModel

/// On which nodes, and beside which pods, a pod wants to be
/// (https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#affinity-and-anti-affinity).
public struct Affinity: KubernetesModel {
    public var fields: [String: JSONValue]

    public init(fields: [String: JSONValue]) { self.fields = fields }

    /// - Parameters:
    ///   - podAffinity: as manifests have it.
    ///   - podAntiAffinity: as manifests have it.
    public init(
        nodeAffinity: NodeAffinity? = nil, podAffinity: [String: JSONValue]? = nil,
        podAntiAffinity: [String: JSONValue]? = nil
    ) {
        self.init(
            ("nodeAffinity", JSONValue(nodeAffinity)), ("podAffinity", podAffinity.map(JSONValue.object)),
            ("podAntiAffinity", podAntiAffinity.map(JSONValue.object)))
    }
}
