import ApusHosting
import ApusModel

/// What a server needs that knows pods of other namespaces by their own tokens: it may ask whose a token is
/// (https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-review-v1/), and look at the pods of
/// these namespaces. Without such namespaces, nothing.
struct ServerRights {
    let deployment: ServerDeployment

    /// In the cluster first, then in each namespace.
    var objects: [JSONValue] {
        if deployment.trustedPlaces.isEmpty { return [] }
        let asking: JSONValue = [
            "apiGroups": ["authentication.k8s.io"], "resources": ["tokenreviews"], "verbs": ["create"],
        ]
        let looking: JSONValue = ["apiGroups": [""], "resources": ["pods"], "verbs": ["get"]]
        return pair("ClusterRole", asking, in: nil)
            + deployment.trustedPlaces.flatMap { pair("Role", looking, in: $0) }
    }

    /// Selects the objects, wherever they are, of the server in `namespace`.
    static func selector(_ namespace: String) -> String {
        "\(ServerObject.labelSelector),\(ServerObject.placeLabel)=\(namespace)"
    }

    /// A role and its binding to the server's account.
    private func pair(_ kind: String, _ rule: JSONValue, in namespace: String?) -> [JSONValue] {
        let group = "rbac.authorization.k8s.io"
        let name = "\(ServerObject.name)-\(deployment.place)"
        var metadata: [String: JSONValue] = [
            "name": .string(name),
            "labels": .object(
                ServerObject.labels.merging([ServerObject.placeLabel: .string(deployment.place)]) { $1 }),
        ]
        metadata["namespace"] = namespace.map { .string($0) }
        let common: JSONValue = ["apiVersion": .string("\(group)/v1"), "metadata": .object(metadata)]
        return [
            common.merging(["kind": .string(kind), "rules": [rule]]),
            common.merging([
                "kind": .string("\(kind)Binding"),
                "roleRef": ["apiGroup": .string(group), "kind": .string(kind), "name": .string(name)],
                "subjects": [
                    [
                        "kind": "ServiceAccount", "name": .string(ServerObject.name),
                        "namespace": .string(deployment.place),
                    ]
                ],
            ]),
        ]
    }
}
