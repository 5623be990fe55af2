import ApusHTTP
import ApusModel
import ApusOCI
import FoundationEssentials
import SystemPackage

/// Where a connector's registry is and how it is spoken to.
struct RegistryPlace: Sendable {
    let host: String
    let isPlain: Bool
    let tls: HTTPTLSConfiguration

    /// - Parameter name: the connector's, for messages.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`.
    init(
        _ registry: String, certificateAuthority: String?, verifyTLS: Bool, plainHTTP: Bool, of name: String
    ) throws(ApusError) {
        let address = try RegistryAddress(registry)
        let isLocal = RegistryAddress.isLoopback(address.host)
        if address.isPlain == true, !isLocal, !plainHTTP {
            throw ApusError(
                .invalidConfiguration, "service connector '\(name)' would send its credentials without TLS",
                reason: "'\(registry)' is not on this machine", hint: "--plain-http if that is meant")
        }
        host = address.host
        isPlain = address.isPlain ?? (plainHTTP || isLocal)
        var tls = HTTPTLSConfiguration()
        if let authority = certificateAuthority {
            tls.certificateAuthority =
                authority.contains("-----BEGIN") ? .pem(Data(authority.utf8)) : .file(FilePath(authority))
        }
        if !verifyTLS {
            tls.verification = .insecure(reason: "service connector '\(name)' has the option verify_tls=false")
        }
        self.tls = tls
    }
}
