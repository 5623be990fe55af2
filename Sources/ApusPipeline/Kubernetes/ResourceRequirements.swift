public import ApusModel

/// What a container gets at least and at most, by the names of resources: `cpu`, `memory`, `nvidia.com/gpu`
/// (https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/).
public struct ResourceRequirements: KubernetesModel {
    public var fields: [String: JSONValue]

    public init(fields: [String: JSONValue]) { self.fields = fields }

    public init(requests: [String: String]? = nil, limits: [String: String]? = nil) {
        self.init(("requests", JSONValue(requests)), ("limits", JSONValue(limits)))
    }
}
