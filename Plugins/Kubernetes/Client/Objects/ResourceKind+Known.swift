extension ResourceKind where Object == Pod {
    public static var pods: Self { Self(plural: "pods", kind: "Pod") }
}

extension ResourceKind where Object == Job {
    public static var jobs: Self { Self(group: "batch", plural: "jobs", kind: "Job") }
}

extension ResourceKind where Object == Event {
    public static var events: Self { Self(plural: "events", kind: "Event") }
}

extension ResourceKind where Object == Node {
    public static var nodes: Self { Self(plural: "nodes", kind: "Node", isNamespaced: false) }
}

extension ResourceKind where Object == UntypedObject {
    public static var namespaces: Self { Self(plural: "namespaces", kind: "Namespace", isNamespaced: false) }
    public static var configMaps: Self { Self(plural: "configmaps", kind: "ConfigMap") }
    public static var secrets: Self { Self(plural: "secrets", kind: "Secret") }
    public static var serviceAccounts: Self { Self(plural: "serviceaccounts", kind: "ServiceAccount") }
    public static var roles: Self { Self(group: "rbac.authorization.k8s.io", plural: "roles", kind: "Role") }
    public static var roleBindings: Self {
        Self(group: "rbac.authorization.k8s.io", plural: "rolebindings", kind: "RoleBinding")
    }
    public static var clusterRoles: Self {
        Self(
            group: "rbac.authorization.k8s.io", plural: "clusterroles", kind: "ClusterRole", isNamespaced: false)
    }
    public static var clusterRoleBindings: Self {
        Self(
            group: "rbac.authorization.k8s.io", plural: "clusterrolebindings", kind: "ClusterRoleBinding",
            isNamespaced: false)
    }
    public static var services: Self { Self(plural: "services", kind: "Service") }
    public static var volumeClaims: Self { Self(plural: "persistentvolumeclaims", kind: "PersistentVolumeClaim") }
    public static var deployments: Self { Self(group: "apps", plural: "deployments", kind: "Deployment") }
    public static var networkPolicies: Self {
        Self(group: "networking.k8s.io", plural: "networkpolicies", kind: "NetworkPolicy")
    }
    public static var ingresses: Self { Self(group: "networking.k8s.io", plural: "ingresses", kind: "Ingress") }
    /// As servers from 1.21 on have them.
    public static var cronJobs: Self { Self(group: "batch", plural: "cronjobs", kind: "CronJob") }
    /// As servers up to 1.24 have them.
    public static var betaCronJobs: Self {
        Self(group: "batch", version: "v1beta1", plural: "cronjobs", kind: "CronJob")
    }
}
