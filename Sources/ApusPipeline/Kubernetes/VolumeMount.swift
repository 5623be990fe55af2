public import ApusModel

/// Where a container sees a volume of its pod.
public struct VolumeMount: KubernetesModel {
    public var fields: [String: JSONValue]

    public init(fields: [String: JSONValue]) { self.fields = fields }

    public init(name: String, mountPath: String, readOnly: Bool? = nil, subPath: String? = nil) {
        self.init(
            ("name", .string(name)), ("mountPath", .string(mountPath)), ("readOnly", JSONValue(readOnly)),
            ("subPath", JSONValue(subPath)))
    }
}
