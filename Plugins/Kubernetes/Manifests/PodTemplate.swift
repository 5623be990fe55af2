import ApusModel

/// Builds the pod of a Job from what Apus needs and what the user settled.
struct PodTemplate {
    var labels: [String: JSONValue]
    var image: String
    var command: [String]
    var variables: [JSONValue]
    var volumes: [JSONValue] = []
    var mounts: [JSONValue] = []
    var serviceAccount: String?
    var restartPolicy: String
    var stopGracePeriod: Int
    /// Seconds; no deadline without it.
    var activeDeadline: Int?
    var pullSecret: String?
    var resources: PodResources
    var security: PodSecurity
    var settings: PodSettings

    /// A PodTemplateSpec (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-template-v1/).
    func json() -> JSONValue {
        var metadata: [String: JSONValue] = [
            "labels": .object(settings.object("labels").merging(labels) { _, own in own })
        ]
        if let annotations = settings["annotations"] { metadata["annotations"] = annotations }
        return ["metadata": .object(metadata), "spec": .object(spec)]
    }

    private var spec: [String: JSONValue] {
        var spec: [String: JSONValue] = [
            "restartPolicy": .string(restartPolicy), "enableServiceLinks": false,
            "terminationGracePeriodSeconds": .integer(Int64(stopGracePeriod)), "containers": [.object(container)],
        ]
        if let activeDeadline { spec["activeDeadlineSeconds"] = .integer(Int64(activeDeadline)) }
        if let serviceAccount { spec["serviceAccountName"] = .string(serviceAccount) }
        for (key, field) in [
            ("node_selectors", "nodeSelector"), ("affinity", "affinity"), ("tolerations", "tolerations"),
            ("host_ipc", "hostIPC"), ("scheduler_name", "schedulerName"),
        ] {
            spec[field] = settings[key]
        }
        let volumes = settings.list("volumes") + volumes
        if !volumes.isEmpty { spec["volumes"] = .array(volumes) }
        let secrets = settings.list("image_pull_secrets") + [pullSecret].compactMap { $0.map { ["name": .string($0)] } }
        if !secrets.isEmpty { spec["imagePullSecrets"] = .array(secrets) }
        let additional =
            JSONValue.object(settings.object("additional_pod_spec_args"))
            .replacing("{{ image }}", with: image).objectValue ?? [:]
        spec.merge(additional) { $0.extended(by: $1) }
        if spec["automountServiceAccountToken"] == nil {
            spec["automountServiceAccountToken"] = .boolean(spec["serviceAccountName"] != nil)
        }
        return spec
    }

    private var container: [String: JSONValue] {
        var container: [String: JSONValue] = [
            "name": .string(MainContainer.name), "image": .string(image),
            "command": .array(command.map(JSONValue.string)), "env": .array(settings.list("env") + variables),
            "securityContext": security.context(settings),
        ]
        let resources = resources.json(settings)
        if resources != [:] { container["resources"] = resources }
        let mounts = settings.list("volume_mounts") + mounts
        if !mounts.isEmpty { container["volumeMounts"] = .array(mounts) }
        if !settings.list("env_from").isEmpty { container["envFrom"] = .array(settings.list("env_from")) }
        return container
    }
}

extension JSONValue {
    /// This value with `other` added: lists are continued, objects merged, anything else replaced.
    fileprivate func extended(by other: JSONValue) -> JSONValue {
        if case .array(let own) = self, case .array(let more) = other { return .array(own + more) }
        return merging(other)
    }

    /// This value with every text `word` inside it replaced.
    fileprivate func replacing(_ word: String, with text: String) -> JSONValue {
        switch self {
        case .string(word): .string(text)
        case .array(let elements): .array(elements.map { $0.replacing(word, with: text) })
        case .object(let members): .object(members.mapValues { $0.replacing(word, with: text) })
        case .null, .boolean, .integer, .number, .string: self
        }
    }
}
