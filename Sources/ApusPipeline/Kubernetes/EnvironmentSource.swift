public import ApusModel

/// Variables of a container, as many as a Secret or a ConfigMap has keys; `EnvFromSource` in the Kubernetes API.
public struct EnvironmentSource: KubernetesModel {
    public var fields: [String: JSONValue]

    public init(fields: [String: JSONValue]) { self.fields = fields }

    /// - Parameter prefix: what the names of the variables begin with.
    public static func secret(_ name: String, prefix: String? = nil) -> EnvironmentSource {
        EnvironmentSource(("secretRef", ["name": .string(name)]), ("prefix", JSONValue(prefix)))
    }

    /// - Parameter prefix: what the names of the variables begin with.
    public static func configMap(_ name: String, prefix: String? = nil) -> EnvironmentSource {
        EnvironmentSource(("configMapRef", ["name": .string(name)]), ("prefix", JSONValue(prefix)))
    }
}
