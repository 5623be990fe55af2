public import ApusCore
public import ApusModel

/// What the failure of a pod means to its Job
/// (https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy; servers from 1.26 on heed it,
/// older ones ignore it).
public struct PodFailurePolicy: Hashable, Sendable, SettingValue {
    /// The manifest.
    let json: JSONValue

    public static var settingKind: SettingKind { .object }

    /// Reads the canonical form.
    public init(from decoder: any Decoder) throws { json = try JSONValue(from: decoder) }
    public func encode(to encoder: any Encoder) throws { try json.encode(to: encoder) }

    public static func canonical(_ value: JSONValue, at path: SettingPath) throws(ApusError) -> JSONValue {
        try APIType.object("PodFailurePolicy").canonical(value, at: path, isWhole: true)
    }
}
