import ApusModel

/// The token by which a pod proves itself to the server: its service account's, projected into a file for this one
/// purpose and renewed by the kubelet
/// (https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/#serviceaccount-token-volume-projection).
public enum ProjectedIdentity {
    /// Whom the token is for. A server takes no token that is for somebody else, and the cluster takes none of these.
    public static let audience = "apus.dev"

    static let variables: [JSONValue] = [
        ["name": "APUS_RUN_TOKEN_FILE", "value": .string("\(folder)/\(file)")]
    ]
    static let volumes: [JSONValue] = [
        [
            "name": .string(name),
            "projected": [
                "sources": [
                    [
                        "serviceAccountToken": [
                            "audience": .string(audience), "expirationSeconds": .integer(lifetime),
                            "path": .string(file),
                        ]
                    ]
                ]
            ],
        ]
    ]
    static let mounts: [JSONValue] = [
        ["name": .string(name), "mountPath": .string(folder), "readOnly": true]
    ]

    private static let name = "apus-identity"
    private static let folder = "/var/run/secrets/apus.dev"
    private static let file = "token"
    /// Seconds. The kubelet writes a new one after 80 % of them.
    private static let lifetime: Int64 = 3600
}
