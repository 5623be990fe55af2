import ApusModel

/// A port of a Service.
public struct ServiceReference: Sendable, Hashable {
    public let namespace: String
    public let name: String
    /// The port's name or number.
    public let port: String

    public init(namespace: String, name: String, port: String) {
        self.namespace = namespace
        self.name = name
        self.port = port
    }

    /// Where an API server passes requests on to it, by plain HTTP
    /// (https://kubernetes.io/docs/tasks/access-application-cluster/access-cluster-services/#manually-constructing-apiserver-proxy-urls).
    var proxyPath: String {
        "/api/v1/namespaces/\(PercentEncoding.encode(namespace))/services/http:\(PercentEncoding.encode(name)):"
            + "\(PercentEncoding.encode(port))/proxy"
    }
}
