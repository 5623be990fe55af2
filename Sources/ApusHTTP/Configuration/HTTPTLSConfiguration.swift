public import FoundationEssentials
public import SystemPackage

/// Whom to trust, and how to be known, over TLS.
public struct HTTPTLSConfiguration: Sendable, Hashable {
    /// Who vouches for servers.
    public struct CertificateAuthority: Sendable, Hashable {
        enum Source: Sendable, Hashable {
            case system
            case pem(Data)
            case file(FilePath)
        }

        let source: Source

        /// The file that `SSL_CERT_FILE` or else `CURL_CA_BUNDLE` names, or else what libcurl was built to trust.
        public static let system: CertificateAuthority = CertificateAuthority(source: .system)
        /// These certificates and no others.
        public static func pem(_ data: Data) -> CertificateAuthority { CertificateAuthority(source: .pem(data)) }
        /// The certificates in this PEM file and no others; it is read for each new connection.
        public static func file(_ path: FilePath) -> CertificateAuthority { CertificateAuthority(source: .file(path)) }
    }

    /// A certificate, with its chain, and its private key, both PEM. Neither is ever shown.
    public struct ClientCertificate: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
        let certificate: Data
        let key: Data

        public init(certificate: Data, key: Data) {
            self.certificate = certificate
            self.key = key
        }

        public var description: String { "client certificate" }
        public var customMirror: Mirror { Mirror(self, children: []) }
    }

    /// Whether servers have to prove who they are.
    public struct Verification: Sendable, Hashable {
        /// Why nothing is verified, or `nil` if everything is.
        let insecureReason: String?

        /// Chain, validity and name.
        public static let full: Verification = Verification(insecureReason: nil)
        /// Nothing. Every request logs a warning with `reason`, which says who asked for it.
        public static func insecure(reason: String) -> Verification { Verification(insecureReason: reason) }
    }

    public var certificateAuthority: CertificateAuthority
    public var clientCertificate: ClientCertificate?
    public var verification: Verification
    /// The name to ask for and to verify instead of the URL's host, as kubeconfig's `tls-server-name`.
    public var serverName: String?

    public init(
        certificateAuthority: CertificateAuthority = .system,
        clientCertificate: ClientCertificate? = nil,
        verification: Verification = .full,
        serverName: String? = nil
    ) {
        self.certificateAuthority = certificateAuthority
        self.clientCertificate = clientCertificate
        self.verification = verification
        self.serverName = serverName
    }
}
