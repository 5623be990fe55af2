public import KubernetesClient

/// What a context of a kubeconfig leads to, with the contents of all files that it names but the token file.
public struct ResolvedContext: Sendable {
    public let context: KubeconfigContext
    /// The cluster with every credential that is data; the one that a program issues is not among them.
    public let cluster: ClusterAccess
    /// The program that issues credentials, if one does.
    public let exec: ExecCommand?

    /// The way to the cluster, which runs the program when a credential is needed.
    public var access: ClusterAccess {
        var access = cluster
        if let exec { access.credential = exec.credential(for: cluster) }
        return access
    }
}
