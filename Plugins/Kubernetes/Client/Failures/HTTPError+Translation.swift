import ApusHTTP
import ApusModel

extension HTTPError {
    /// The failure as users see it.
    func error(while action: String, server: String) -> ApusError {
        func made(_ code: ApusError.Code, _ summary: String, hint: String? = nil) -> ApusError {
            ApusError(code, summary, reason: reason, hint: hint, cause: self)
        }
        switch code {
        case .tlsVerificationFailed, .tlsFailed:
            return made(
                .untrusted, "the certificate of the cluster \(server) cannot be trusted",
                hint: "give the cluster's own authority as certificate_authority; see: kubectl config view --raw")
        case .clientCertificateRejected:
            return made(
                .unauthorized, "the cluster \(server) does not accept the client certificate",
                hint: "see when it ends with: openssl x509 -noout -enddate -in CERTIFICATE")
        case .invalidTLSConfiguration:
            return made(
                .invalidConfiguration, "the certificates for the cluster \(server) cannot be used",
                hint: "check certificate_authority, client_certificate and client_key: each has to be PEM")
        case .idleTimedOut, .totalTimedOut:
            return made(.timedOut, "\(action) on the cluster \(server) takes too long")
        case .truncated: return made(.unavailable, "\(action) on the cluster \(server) ends early")
        case .nameResolutionFailed, .connectionFailed, .connectionLost, .connectTimedOut, .proxyFailed:
            return made(
                .unavailable, "the cluster \(server) cannot be reached",
                hint: "check that it runs and can be reached from here: curl -k \(server)/version")
        case .clientClosed: return made(.unavailable, "\(action) ends because the client was closed")
        default: return made(.internalFailure, "\(action) on the cluster \(server) fails")
        }
    }

    func allowsRepetition(_ repetition: APIRequest.Repetition) -> Bool {
        switch repetition {
        case .always: isTransient
        case .ifUntouched: [.nameResolutionFailed, .connectionFailed, .connectTimedOut].contains(code)
        }
    }
}
