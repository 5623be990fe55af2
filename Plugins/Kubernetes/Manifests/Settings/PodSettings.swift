public import ApusCore
public import ApusModel

/// What users may say about pods. The keys and what they apply to are those of ZenML's `KubernetesPodSettings`.
///
/// Keys are taken in snake_case and camelCase at every depth. ``canonical(_:at:)`` checks every key and every kind
/// inside by what Kubernetes knows, so that settings that no server would take are refused where they are given.
public struct PodSettings: Hashable, Sendable, SettingValue {
    /// In canonical form: the keys here in snake_case, those inside as in manifests.
    let values: [String: JSONValue]

    public static var settingKind: SettingKind { .object }

    static let none = PodSettings(values: [:])

    init(values: [String: JSONValue]) { self.values = values }

    /// Reads the canonical form.
    public init(from decoder: any Decoder) throws { values = try [String: JSONValue](from: decoder) }
    public func encode(to encoder: any Encoder) throws { try values.encode(to: encoder) }

    public static func canonical(_ value: JSONValue, at path: SettingPath) throws(ApusError) -> JSONValue {
        let given = value.objectValue ?? [:]
        try checkPlaces(given, at: path)
        return .object(
            try keys.canonical(given, at: path) { field, value, place throws(ApusError) in
                if field.name == "image_pull_secrets" { return try pullSecrets(value, at: place) }
                return try field.type.canonical(value, at: place)
            })
    }

    static let keys: [APIField] = [
        APIField(name: "node_selectors", type: .map),
        APIField(name: "affinity", type: .object("Affinity")),
        APIField(name: "tolerations", type: .list(.object("Toleration"))),
        APIField(name: "resources", type: .object("ResourceRequirements")),
        APIField(name: "annotations", type: .map),
        APIField(name: "labels", type: .map),
        APIField(name: "volumes", type: .list(.object("Volume"))),
        APIField(name: "volume_mounts", type: .list(.object("VolumeMount"))),
        APIField(name: "host_ipc", type: .boolean),
        APIField(name: "scheduler_name", type: .string),
        APIField(name: "image_pull_secrets", type: .list(.object("LocalObjectReference"))),
        APIField(name: "env", type: .list(.object("EnvVar"))),
        APIField(name: "env_from", type: .list(.object("EnvFromSource"))),
        APIField(name: "container_security_context", type: .object("SecurityContext")),
        APIField(name: "additional_pod_spec_args", type: .object("PodSpec")),
    ]

    /// Fields of pods that have no key of their own belong one level down.
    private static func checkPlaces(_ given: [String: JSONValue], at path: SettingPath) throws(ApusError) {
        let fields = APISchema.fields(of: "PodSpec")
        for key in given.keys.sorted() {
            if keys.contains(where: { $0.isSpelled(key) }) || !fields.contains(where: { $0.isSpelled(key) }) {
                continue
            }
            throw ApusError(
                .invalidConfiguration, "\(path) has no key '\(key)'",
                reason: "it is a field of every pod's specification",
                hint: Spelling.closest(to: key, among: keys.map(\.name)).map { "did you mean '\($0)'?" }
                    ?? "put it under additional_pod_spec_args")
        }
    }

    /// Secrets may be given by their names alone.
    private static func pullSecrets(_ value: JSONValue, at path: SettingPath) throws(ApusError) -> JSONValue {
        let references = value.arrayValue?.map { $0.stringValue == nil ? $0 : ["name": $0] }
        return try APIType.list(.object("LocalObjectReference")).canonical(
            references.map(JSONValue.array) ?? value, at: path)
    }
}

extension PodSettings {
    /// Whether they give containers a limit of memory, which goes over that of a step's resources.
    public var namesMemory: Bool { object("resources")["limits"]?["memory"] != nil }

    /// The value under `key`, or `nil`.
    subscript(key: String) -> JSONValue? { values[key] }

    func object(_ key: String) -> [String: JSONValue] { values[key]?.objectValue ?? [:] }
    func list(_ key: String) -> [JSONValue] { values[key]?.arrayValue ?? [] }
}
