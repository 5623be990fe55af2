public import ApusModel

/// The Secret that holds a schedule's token. It is made before the CronJob, and then goes with it.
public enum ScheduleTokenSecret {
    /// The manifest (https://kubernetes.io/docs/concepts/configuration/secret/).
    public static func manifest(_ token: SecretString, of schedule: Schedule, namespace: String) -> JSONValue {
        [
            "apiVersion": "v1", "kind": "Secret", "type": "Opaque",
            "metadata": [
                "name": .string(ScheduleNames.tokenSecret(of: schedule)), "namespace": .string(namespace),
                "labels": .object(ObjectLabel.common(schedule)),
            ], "stringData": .object([TokenSecret.key: .string(token.revealed())]),
        ]
    }

    /// What a merge patch changes so that the Secret goes with the CronJob.
    public static func ownership(apiVersion: String, name: String, uid: String) -> JSONValue {
        [
            "metadata": [
                "ownerReferences": [
                    [
                        "apiVersion": .string(apiVersion), "kind": "CronJob", "name": .string(name),
                        "uid": .string(uid), "controller": false, "blockOwnerDeletion": false,
                    ]
                ]
            ]
        ]
    }
}
