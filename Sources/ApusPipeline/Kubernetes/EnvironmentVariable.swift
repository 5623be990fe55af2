public import ApusModel

/// A variable of a container; `EnvVar` in the Kubernetes API.
public struct EnvironmentVariable: KubernetesModel {
    public var fields: [String: JSONValue]

    public init(fields: [String: JSONValue]) { self.fields = fields }

    public init(name: String, value: String) { self.init(("name", .string(name)), ("value", .string(value))) }

    /// A variable whose value is a key of a Secret in the cluster.
    public static func secret(_ name: String, secret: String, key: String) -> EnvironmentVariable {
        let source: JSONValue = ["secretKeyRef": ["name": .string(secret), "key": .string(key)]]
        return EnvironmentVariable(("name", .string(name)), ("valueFrom", source))
    }
}
