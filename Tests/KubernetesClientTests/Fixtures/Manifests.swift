import ApusModel

/// A pod as the server sends it.
func podJSON(_ name: String, version: Int = 1, uid: String? = nil, phase: String = "Pending") -> JSONValue {
    [
        "kind": "Pod",
        "metadata": [
            "name": .string(name), "namespace": "zenml", "uid": .string(uid ?? "uid-\(name)"),
            "resourceVersion": .string(String(version)),
        ], "status": ["phase": .string(phase)],
    ]
}

func podList(_ pods: [JSONValue], version: Int, continuing: String? = nil) -> JSONValue {
    var metadata: [String: JSONValue] = ["resourceVersion": .string(String(version))]
    if let continuing { metadata["continue"] = .string(continuing) }
    return ["kind": "PodList", "metadata": .object(metadata), "items": .array(pods)]
}
