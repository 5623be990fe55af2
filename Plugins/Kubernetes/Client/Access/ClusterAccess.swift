import ApusHTTP
public import ApusModel
import FoundationEssentials
import Logging

/// The way to a cluster: where its API server is, whom to trust there and how to be known.
public struct ClusterAccess: Sendable {
    /// What people call the cluster; for messages and listings.
    public var name: String
    /// The API server's URL, without a slash at the end; may have a path.
    public let server: String
    /// The namespace that is meant where none is given.
    public var namespace: String
    /// Who vouches for the server.
    public var authority: ClusterAuthority
    /// Why the server's certificate is not verified, or `nil` when it is. Every use warns.
    public var insecureReason: String?
    /// The name to verify instead of the URL's host.
    public var tlsServerName: String?
    /// The proxy to go through; `nil` for what the environment says. A secret because it may hold a password.
    public var proxyURL: SecretString?
    /// The certificate by which this client is known, if it is known by one.
    public var identity: ClientIdentity?
    /// The token by which this client is known, or what issues one.
    public var credential: ClusterCredential
    /// The user as whom this client acts, if that is another one.
    public var impersonation: Impersonation?

    /// - Parameter name: `nil` for the host and port of `server`.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration` unless `server` is an `https` or `http` URL
    ///   without query, fragment and user.
    public init(
        server: String, name: String? = nil, namespace: String = "default", authority: ClusterAuthority = .system,
        insecureReason: String? = nil, tlsServerName: String? = nil, proxyURL: SecretString? = nil,
        identity: ClientIdentity? = nil, credential: ClusterCredential = .none,
        impersonation: Impersonation? = nil
    ) throws(ApusError) {
        self.server = try Self.normalized(server)
        self.name = name ?? Self.hostAndPort(self.server)
        self.namespace = namespace
        self.authority = authority
        self.insecureReason = insecureReason
        self.tlsServerName = tlsServerName
        self.proxyURL = proxyURL
        self.identity = identity
        self.credential = credential
        self.impersonation = impersonation
    }

    private static func normalized(_ server: String) throws(ApusError) -> String {
        var text = server.trimmed
        while text.hasSuffix("/") { text.removeLast() }
        let host = hostAndPort(text)
        let isURL = ["https://", "http://"].contains { text.lowercased().hasPrefix($0) }
        guard isURL, !host.isEmpty, !host.contains("@"), !text.contains(where: { "?# ".contains($0) }) else {
            throw ApusError(
                .invalidConfiguration, "'\(server)' is not the URL of a Kubernetes API server",
                hint: "give it as https://HOST:PORT, as 'kubectl cluster-info' shows it")
        }
        return text
    }

    private static func hostAndPort(_ server: String) -> String {
        guard let scheme = server.firstRange(of: "://") else { return "" }
        return String(server[scheme.upperBound...].prefix { $0 != "/" })
    }
}

extension ClusterAccess {
    /// How an HTTP client has to connect, with `issued` in the place of the static identity when it has one.
    func httpConfiguration(issued: ClientIdentity?, logger: Logger) -> HTTPClientConfiguration {
        var configuration = HTTPClientConfiguration(userAgent: "apus/\(ApusVersion.current)", logger: logger)
        configuration.tls = HTTPTLSConfiguration(
            certificateAuthority: authority.forHTTP,
            clientCertificate: (issued ?? identity).map {
                HTTPTLSConfiguration.ClientCertificate(
                    certificate: Data($0.certificate.utf8), key: Data($0.key.revealed().utf8))
            },
            verification: insecureReason.map { .insecure(reason: $0) } ?? .full, serverName: tlsServerName)
        if let proxyURL { configuration.proxy = .url(proxyURL.revealed()) }
        return configuration
    }
}
