public import ApusModel

/// A folder that containers of a pod may mount (https://kubernetes.io/docs/concepts/storage/volumes/).
public struct Volume: KubernetesModel {
    public var fields: [String: JSONValue]

    public init(fields: [String: JSONValue]) { self.fields = fields }

    /// A volume of any kind.
    /// - Parameter source: the kind, and what it says: `["hostPath": ["path": "/data"]]`.
    public init(name: String, source: [String: JSONValue]) {
        self.init(fields: source.merging(["name": .string(name)]) { _, name in name })
    }

    public static func persistentVolumeClaim(_ name: String, claimName: String, readOnly: Bool? = nil) -> Volume {
        let claim = JSONValue.given([("claimName", .string(claimName)), ("readOnly", JSONValue(readOnly))])
        return Volume(name: name, source: ["persistentVolumeClaim": claim])
    }

    /// - Parameter configMap: the name of the ConfigMap.
    public static func configMap(_ name: String, configMap: String) -> Volume {
        Volume(name: name, source: ["configMap": ["name": .string(configMap)]])
    }

    public static func secret(_ name: String, secretName: String) -> Volume {
        Volume(name: name, source: ["secret": ["secretName": .string(secretName)]])
    }

    /// An empty folder that goes with the pod.
    /// - Parameters:
    ///   - medium: `Memory` for one in memory.
    ///   - sizeLimit: such as `1Gi`.
    public static func emptyDirectory(_ name: String, medium: String? = nil, sizeLimit: String? = nil) -> Volume {
        let folder = JSONValue.given([("medium", JSONValue(medium)), ("sizeLimit", JSONValue(sizeLimit))])
        return Volume(name: name, source: ["emptyDir": folder])
    }
}
