import ApusModel

/// Builds the pod of a Job from what Apus needs and what the user settled.
struct PodTemplate {
    var labels: [String: JSONValue]
    var image: String
    var command: [String]
    var variables: [JSONValue]
    var serviceAccount: String?
    var mountsToken: Bool
    var restartPolicy: String
    var isPrivileged = false
    var requests: [String: JSONValue] = [:]
    var settings: PodSettings

    /// A PodTemplateSpec (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-template-v1/).
    func json() throws(ApusError) -> JSONValue {
        var metadata: [String: JSONValue] = ["labels": .object(settings.object("labels").merging(labels) { _, own in own })]
        if settings.values["annotations"] != nil { metadata["annotations"] = .object(settings.object("annotations")) }
        return ["metadata": .object(metadata), "spec": .object(try spec())]
    }

    private func spec() throws(ApusError) -> [String: JSONValue] {
        var spec: [String: JSONValue] = [
            "restartPolicy": .string(restartPolicy), "automountServiceAccountToken": .boolean(mountsToken),
            "enableServiceLinks": false, "terminationGracePeriodSeconds": 30, "containers": [.object(container())],
        ]
        if let serviceAccount { spec["serviceAccountName"] = .string(serviceAccount) }
        for (key, field) in [
            ("node_selectors", "nodeSelector"), ("affinity", "affinity"), ("tolerations", "tolerations"), ("volumes", "volumes"),
            ("host_ipc", "hostIPC"), ("scheduler_name", "schedulerName"),
        ] {
            if let value = settings.values[key], value != .null { spec[field] = value }
        }
        let secrets = settings.list("image_pull_secrets")
        if !secrets.isEmpty {
            spec["imagePullSecrets"] = .array(secrets.map { $0.stringValue == nil ? $0 : ["name": $0] })
        }
        let additional = settings.object("additional_pod_spec_args").map { (Self.camelCase($0.key), $0.value) }
        let merged = JSONValue.object(spec).merging(.object(Dictionary(additional) { _, last in last }))
        return merged.objectValue ?? spec
    }

    private func container() -> [String: JSONValue] {
        var container: [String: JSONValue] = [
            "name": "main", "image": .string(image), "command": .array(command.map(JSONValue.string)),
            "env": .array(settings.list("env") + variables), "securityContext": securityContext,
        ]
        let resources = JSONValue.object(["requests": .object(requests)]).merging(.object(settings.object("resources")))
        if resources["requests"] != .object([:]) || resources["limits"] != nil { container["resources"] = resources }
        if !settings.list("volume_mounts").isEmpty { container["volumeMounts"] = .array(settings.list("volume_mounts")) }
        if !settings.list("env_from").isEmpty { container["envFrom"] = .array(settings.list("env_from")) }
        return container
    }

    /// What the Pod Security Standards ask of a restricted pod and every program here can live with
    /// (https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted).
    private var securityContext: JSONValue {
        let own: JSONValue =
            isPrivileged
            ? ["privileged": true] : ["allowPrivilegeEscalation": false, "seccompProfile": ["type": "RuntimeDefault"]]
        return own.merging(.object(settings.object("container_security_context")))
    }

    private static func camelCase(_ key: String) -> String {
        let words = key.split(separator: "_")
        return words.dropFirst().reduce(String(words.first ?? "")) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }
}
