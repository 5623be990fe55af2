public import ApusModel

/// The account that orchestrator pods get when none is configured, with the names that ZenML gives it, so that a
/// cluster prepared for one serves the other.
public enum DefaultServiceAccount {
    public static let name = "zenml-service-account"

    /// The account's manifest.
    public static func account(in namespace: String) -> JSONValue {
        [
            "apiVersion": "v1", "kind": "ServiceAccount",
            "metadata": ["name": .string(name), "namespace": .string(namespace)],
        ]
    }

    /// Lets the account edit what is in its namespace
    /// (https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles).
    public static func binding(in namespace: String) -> JSONValue {
        [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
            "metadata": ["name": "zenml-edit", "namespace": .string(namespace)],
            "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "edit"],
            "subjects": [["kind": "ServiceAccount", "name": .string(name), "namespace": .string(namespace)]],
        ]
    }

    /// Lets the account tell of a run's steps in Events, which the role `edit` does not.
    public static func eventRole(in namespace: String) -> JSONValue {
        [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role",
            "metadata": ["name": .string(eventRoleName), "namespace": .string(namespace)],
            "rules": [["apiGroups": [""], "resources": ["events"], "verbs": ["create"]]],
        ]
    }

    /// Gives the account that role.
    public static func eventBinding(in namespace: String) -> JSONValue {
        [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding",
            "metadata": ["name": .string(eventRoleName), "namespace": .string(namespace)],
            "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "Role", "name": .string(eventRoleName)],
            "subjects": [["kind": "ServiceAccount", "name": .string(name), "namespace": .string(namespace)]],
        ]
    }

    private static let eventRoleName = "apus-events"
}
