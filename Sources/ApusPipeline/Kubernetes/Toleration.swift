public import ApusModel

/// Lets a pod onto nodes with a taint
/// (https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/).
public struct Toleration: KubernetesModel {
    public var fields: [String: JSONValue]

    public init(fields: [String: JSONValue]) { self.fields = fields }

    /// How a taint is compared.
    public enum Comparison: String, Sendable {
        case equal = "Equal"
        case exists = "Exists"
    }

    /// What a taint does to pods that do not tolerate it.
    public enum Effect: String, Sendable {
        case noSchedule = "NoSchedule"
        case preferNoSchedule = "PreferNoSchedule"
        case noExecute = "NoExecute"
    }

    /// - Parameters:
    ///   - key: `nil` tolerates every taint, with `.exists`.
    ///   - tolerationSeconds: how long the pod stays on a node that gets the taint; for `.noExecute`.
    public init(
        key: String? = nil, operator comparison: Comparison? = nil, value: String? = nil, effect: Effect? = nil,
        tolerationSeconds: Int? = nil
    ) {
        self.init(
            ("key", JSONValue(key)), ("operator", JSONValue(comparison?.rawValue)), ("value", JSONValue(value)),
            ("effect", JSONValue(effect?.rawValue)), ("tolerationSeconds", JSONValue(tolerationSeconds)))
    }
}
