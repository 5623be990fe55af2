import ApusCore
public import ApusModel

/// What users may say about pods, key by key in snake_case, with values as in Kubernetes manifests.
///
/// The keys and what they apply to are those of ZenML's `KubernetesPodSettings`; unknown keys are errors.
public struct PodSettings: Hashable, Sendable {
    let values: [String: JSONValue]

    static let keys = [
        "node_selectors", "affinity", "tolerations", "resources", "annotations", "labels", "volumes", "volume_mounts",
        "host_ipc", "scheduler_name", "image_pull_secrets", "env", "env_from", "container_security_context",
        "additional_pod_spec_args",
    ]

    /// - Parameter subject: the option that they were given by, for messages: `pod_settings`.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`, naming an unknown key and the closest spelling.
    public init(_ json: JSONValue?, of subject: String) throws(ApusError) {
        guard let json, json != .null else {
            values = [:]
            return
        }
        let given = json.objectValue ?? [:]
        var checked: [String: JSONValue] = [:]
        for (key, value) in given {
            let name = Self.snakeCase(key)
            guard Self.keys.contains(name) else {
                throw ApusError(
                    .invalidConfiguration, "\(subject) has no key '\(key)'", reason: "its keys are \(Self.keys.joined(separator: ", "))",
                    hint: Spelling.closest(to: name, among: Self.keys).map { "did you mean '\($0)'?" })
            }
            checked[name] = value
        }
        values = checked
    }

    func object(_ key: String) -> [String: JSONValue] { values[key]?.objectValue ?? [:] }
    func list(_ key: String) -> [JSONValue] { values[key]?.arrayValue ?? [] }

    private static func snakeCase(_ key: String) -> String {
        key.reduce(into: "") { text, character in
            if character.isUppercase { text.append("_") }
            text.append(contentsOf: character.lowercased())
        }
    }
}
