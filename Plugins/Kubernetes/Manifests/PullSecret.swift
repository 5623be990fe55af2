public import ApusCore
public import ApusModel
import FoundationEssentials

/// A Secret with which pods pull from the stack's container registry.
public enum PullSecret {
    /// The manifest (https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets).
    /// - Parameter credentials: by registry host.
    public static func manifest(
        _ credentials: [String: RegistryCredential], of run: Run, named name: String, namespace: String
    ) throws -> JSONValue {
        try manifest(
            credentials, labels: ObjectLabel.common(run, role: "pull"), named: name, namespace: namespace)
    }

    /// As ``manifest(_:of:named:namespace:)``, for what belongs to no run.
    public static func manifest(
        _ credentials: [String: RegistryCredential], labels: [String: JSONValue], named name: String,
        namespace: String
    ) throws -> JSONValue {
        let entries = credentials.mapValues { credential -> JSONValue in
            let pair = "\(credential.username):\(credential.password.revealed())"
            return ["auth": .string(Data(pair.utf8).base64EncodedString())]
        }
        let file: JSONValue = ["auths": .object(entries)]
        return [
            "apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/dockerconfigjson",
            "metadata": [
                "name": .string(name), "namespace": .string(namespace),
                "labels": .object(labels),
            ],
            "stringData": [".dockerconfigjson": .string(try CanonicalJSON.text(file))],
        ]
    }
}
