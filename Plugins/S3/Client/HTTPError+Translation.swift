import ApusHTTP
import ApusModel

extension HTTPError {
    /// The error as users see it.
    func error(while action: String, at url: String) -> ApusError {
        switch code {
        case .tlsVerificationFailed, .tlsFailed, .clientCertificateRejected:
            ApusError(
                .untrusted, "\(action) fails because the certificate of \(url) cannot be trusted", reason: reason,
                hint: "set the option 'certificate_authority' of the artifact store", cause: self)
        case .invalidTLSConfiguration:
            ApusError(
                .invalidConfiguration, "\(action) fails because of the artifact store's certificates", reason: reason,
                hint: "check the option 'certificate_authority'", cause: self)
        case .truncated:
            ApusError(.unavailable, "\(action) ends early", reason: reason, cause: self)
        case let code where code.isTimeout:
            ApusError(
                .timedOut, "\(action) takes too long", reason: reason, hint: "check that \(url) can be reached",
                cause: self)
        case _ where isTransient:
            ApusError(
                .unavailable, "\(action) fails because \(url) cannot be reached", reason: reason,
                hint: "check the option 'endpoint_url' of the artifact store, and that the endpoint is up", cause: self)
        default: ApusError(.internalFailure, "\(action) fails", reason: description, cause: self)
        }
    }
}
