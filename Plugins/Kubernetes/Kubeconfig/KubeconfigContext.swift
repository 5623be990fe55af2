/// A context of a kubeconfig: a cluster and a user of it.
public struct KubeconfigContext: Sendable, Hashable {
    public let name: String
    public let cluster: String
    public let user: String
    /// The namespace where none is given; `nil` for `default`.
    public let namespace: String?

    public init(name: String, cluster: String, user: String, namespace: String? = nil) {
        self.name = name
        self.cluster = cluster
        self.user = user
        self.namespace = namespace
    }
}
