import ApusCore
import ApusModel
import KubernetesClient

/// The options of every method without a kubeconfig: which cluster, and how it is reached.
struct ClusterOptions: ComponentConfiguration {
    @Setting("URL of the API server, or of a proxy before it", example: "https://203.0.113.7:6443")
    var server: String
    @Setting("What the cluster is called; the host and port of the server without it", example: "production")
    var clusterName: String?
    @Setting("Certificate of the cluster's authority, PEM or its base64; what this machine trusts without it")
    var certificateAuthority: String?
    @Setting("Do not verify the server's certificate; each use warns")
    var insecure: Bool = false
    @Setting("Name to verify instead of the server's host")
    var tlsServerName: String?
    @Setting("Proxy to go through; what the environment says without it", isSecret: true)
    var proxyUrl: String?
    @Setting("Namespace that is meant where none is given")
    var namespace: String = "default"

    init() {}

    /// The way to the cluster.
    /// - Parameter connector: the name of the connector, for messages.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration`.
    func access(
        of connector: String, identity: ClientIdentity? = nil, credential: ClusterCredential = .none
    ) throws(ApusError) -> ClusterAccess {
        let owner = "of service connector '\(connector)'"
        var authority = ClusterAuthority.system
        if let text = certificateAuthority {
            authority = .pem(try PEM.text(text, as: "certificate_authority \(owner)"))
        }
        return try ClusterAccess(
            server: server, name: clusterName, namespace: namespace, authority: authority,
            insecureReason: insecure ? "the option 'insecure' \(owner) is set" : nil, tlsServerName: tlsServerName,
            proxyURL: proxyUrl.map { SecretString($0) }, identity: identity, credential: credential)
    }
}
