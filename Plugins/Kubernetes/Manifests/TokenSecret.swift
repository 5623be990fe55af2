public import ApusModel

/// The Secret that holds a run's token.
public enum TokenSecret {
    static let key = "token"

    /// The manifest (https://kubernetes.io/docs/concepts/configuration/secret/).
    public static func manifest(_ token: SecretString, of run: Run, named name: String, namespace: String) -> JSONValue
    {
        [
            "apiVersion": "v1", "kind": "Secret", "type": "Opaque",
            "metadata": [
                "name": .string(name), "namespace": .string(namespace),
                "labels": .object(ObjectLabel.common(run, role: "token")),
            ],
            "stringData": .object([key: .string(token.revealed())]),
        ]
    }
}
