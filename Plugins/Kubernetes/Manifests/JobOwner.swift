public import ApusModel

/// The Job of a run's driver, which owns what the run makes, so that everything goes with it
/// (https://kubernetes.io/docs/concepts/architecture/garbage-collection/#owners-dependents).
public struct JobOwner: Hashable, Sendable {
    let name: String
    let uid: String

    public init(name: String, uid: String) {
        self.name = name
        self.uid = uid
    }

    var reference: JSONValue {
        [
            "apiVersion": "batch/v1", "kind": "Job", "name": .string(name), "uid": .string(uid), "controller": false,
            "blockOwnerDeletion": false,
        ]
    }

    /// What a merge patch changes so that an object goes with the Job.
    public var ownership: JSONValue { ["metadata": ["ownerReferences": [reference]]] }
}
