import ApusCore
import ApusModel

/// The options of authentication method `kubeconfig-context`.
struct KubeconfigContextConfiguration: ComponentConfiguration {
    @Setting("Context of the kubeconfig; the one that is current at registration without it", example: "kind-kind")
    var context: String?
    @Setting("Whether it is every context of the kubeconfig, each a resource of its name")
    var allContexts: Bool = false
    @Setting(
        "Kubeconfig to read, or several with colons between; without it those in KUBECONFIG, or else ~/.kube/config",
        example: "/home/me/cluster.yaml")
    var kubeconfig: String?
    @Setting("Whether the kubeconfig is kept with all of its credentials, instead of read at each use")
    var store: Bool = false
    @Setting("What the cluster is called; as in the kubeconfig without it", example: "production")
    var clusterName: String?
    @Setting("Namespace that is meant where none is given; the context's without it")
    var namespace: String?
    @Setting("The kubeconfig that is kept; --store fills it in", isSecret: true)
    var content: String?

    init() {}
}
