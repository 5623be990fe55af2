import ApusHTTP
import ApusModel
import FoundationEssentials
import SystemPackage

/// An endpoint with what proves who asks there.
struct S3Access: Sendable {
    let credentials: S3Credentials
    /// As it was given; `nil` for Amazon's.
    let endpointURL: String?
    let region: String
    let certificateAuthority: String?
    let verifiesTLS: Bool

    /// - Parameter name: the connector's, for the warning without verification.
    func tls(of name: String) -> HTTPTLSConfiguration {
        var tls = HTTPTLSConfiguration()
        if let authority = certificateAuthority {
            tls.certificateAuthority =
                authority.contains("-----BEGIN") ? .pem(Data(authority.utf8)) : .file(FilePath(authority))
        }
        if !verifiesTLS {
            tls.verification = .insecure(reason: "service connector '\(name)' has the option verify_tls=false")
        }
        return tls
    }
}
