import ApusHTTP
import ApusModel
import FoundationEssentials

/// What a registry says when it refuses
/// (https://github.com/opencontainers/distribution-spec/blob/main/spec.md#error-codes).
struct RegistryFailure {
    private struct Answer: Decodable {
        struct Item: Decodable {
            var code: String?
            var message: String?
        }
        var errors: [Item]
    }

    let status: Int
    let codes: [String]
    private let text: String

    init(status: Int, body: Data) {
        self.status = status
        // Proxies answer with pages instead, which say less than the status.
        let items = (try? CanonicalJSON.decode(Answer.self, from: body))?.errors ?? []
        codes = items.compactMap(\.code)
        let words = items.map { [$0.code, $0.message].compactMap(\.self).joined(separator: ": ") }
        text = (["status \(status)"] + words).joined(separator: ", ")
    }

    /// The error as users see it.
    /// - Parameters:
    ///   - action: `pushing 'x' to 'host'`.
    ///   - isPush: whether something was to be changed.
    func error(_ action: String, host: String, isPush: Bool, hasCredential: Bool) -> ApusError {
        switch status {
        case _ where codes.contains("DIGEST_INVALID") || codes.contains("SIZE_INVALID"):
            ApusError(.corrupted, "\(action) fails because the bytes differ from their checksum", reason: text)
        case 401 where isPush && hasCredential, 403,
            _ where codes.contains("DENIED"):
            ApusError(
                .forbidden, "\(action) is refused by the registry", reason: text,
                hint: "use credentials that may \(isPush ? "push" : "pull")")
        case 401: Self.unauthorized(host: host, hasCredential: hasCredential)
        case 405 where isPush:
            ApusError(
                .forbidden, "\(action) is refused by the registry", reason: "it is read-only (\(text))",
                hint: "use a registry that takes pushes")
        case 404:
            ApusError(
                .notFound, "\(action) fails because there is no such repository or image", reason: text,
                hint: "check the name, and that the registry lets you see it")
        case 413: ApusError(.rejected, "\(action) fails because a layer is too large for the registry", reason: text)
        case 507: ApusError(.storageFull, "\(action) fails because the registry is full", reason: text)
        case 408, 429, 500...:
            ApusError(.unavailable, "\(action) fails in the registry", reason: text, hint: "try again later")
        default: ApusError(.rejected, "\(action) is refused by the registry", reason: text)
        }
    }

    static func unauthorized(host: String, hasCredential: Bool) -> ApusError {
        ApusError(
            .unauthorized, "the registry '\(host)' does not accept who asks",
            reason: hasCredential
                ? "the username or the password is wrong or expired" : "there are no credentials for it",
            hint: "set the options 'username' and 'password' of the container registry, or docker login \(host)")
    }

    /// The error for a connection that failed.
    static func error(_ error: HTTPError, _ action: String, host: String) -> ApusError {
        switch error.code {
        case .tlsVerificationFailed, .clientCertificateRejected:
            ApusError(
                .untrusted, "\(action) fails because the certificate of the registry '\(host)' cannot be trusted",
                reason: error.reason, hint: "set the option 'certificate_authority' of the container registry",
                cause: error)
        case .tlsFailed:
            ApusError(
                .untrusted, "\(action) fails because the registry '\(host)' does not speak TLS properly",
                reason: error.reason, hint: "set --plain-http=true for a registry without TLS", cause: error)
        case .invalidTLSConfiguration:
            ApusError(
                .invalidConfiguration, "\(action) fails because of the registry's certificates", reason: error.reason,
                hint: "check the option 'certificate_authority' of the container registry", cause: error)
        case let code where code.isTimeout:
            ApusError(
                .timedOut, "\(action) takes too long", reason: error.reason,
                hint: "check that '\(host)' can be reached",
                cause: error)
        case _ where error.isTransient:
            ApusError(
                .unavailable, "\(action) fails because the registry '\(host)' cannot be reached", reason: error.reason,
                hint: "check the address, and that the registry is up", cause: error)
        default: ApusError(.internalFailure, "\(action) fails", reason: error.description, cause: error)
        }
    }
}
