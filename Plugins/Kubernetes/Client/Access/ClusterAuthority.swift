import ApusHTTP
import FoundationEssentials
public import SystemPackage

/// Who vouches for an API server.
public enum ClusterAuthority: Sendable, Hashable {
    /// Whom this machine trusts.
    case system
    /// The certificates in this PEM text and no others.
    case pem(String)
    /// The certificates in this PEM file and no others; it is read for each new connection.
    case file(FilePath)

    var forHTTP: HTTPTLSConfiguration.CertificateAuthority {
        switch self {
        case .system: .system
        case .pem(let text): .pem(Data(text.utf8))
        case .file(let path): .file(path)
        }
    }
}
