import ApusBundled
import ApusHTTP
import ApusHosting
import ApusModel

/// The URL of a server that is reached through the API server of a cluster: `kubernetes://CONTEXT/NAMESPACE`, with a
/// context of the user's kubeconfig.
struct ClusterServerURL: Hashable, CustomStringConvertible {
    let context: String
    let namespace: String

    init(context: String, namespace: String) {
        self.context = context
        self.namespace = namespace
    }

    /// `nil` for a text of another form.
    init?(_ text: String) {
        guard text.hasPrefix(Self.scheme) else { return nil }
        let parts = text.dropFirst(Self.scheme.count).split(separator: "/", omittingEmptySubsequences: false)
            .compactMap { PercentEncoding.decode($0) }
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.init(context: parts[0], namespace: parts[1])
    }

    var description: String {
        Self.scheme + PercentEncoding.encode(context) + "/" + PercentEncoding.encode(namespace)
    }

    /// A way to it for requests whose URLs begin with this one.
    func tunnel() -> any HTTPClient {
        BundledServerHosts.cluster(ofContext: context, logger: StandardErrorLog.logger())
            .tunnel(to: namespace, base: description)
    }

    private static let scheme = "kubernetes://"
}
