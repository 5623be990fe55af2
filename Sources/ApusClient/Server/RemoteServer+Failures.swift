import ApusAPI
import ApusHTTP
import ApusModel
import FoundationEssentials

extension RemoteServer {
    /// What a response without success means.
    func failure(_ response: HTTPBufferedResponse) -> RemoteFailure {
        let mayPass = [502, 503, 504].contains(response.status)
        let retryAfter = response.headers["Retry-After"].flatMap { Int($0) }.map { Duration.seconds(max($0, 0)) }
        guard let problem = try? CanonicalJSON.decode(ProblemDetails.self, from: response.body) else {
            // Not from an Apus server but from a proxy before it, or from something else altogether.
            return RemoteFailure(
                error: mayPass ? unreachable("it answers \(response.status)") : foreign(response), mayPass: mayPass,
                retryAfter: retryAfter)
        }
        if response.status == 401 {
            return RemoteFailure(
                error: ApusError(
                    .unauthorized, "the server at \(url) does not accept the credentials",
                    reason: problem.reason ?? problem.detail, hint: "apus login \(url)"),
                mayPass: false)
        }
        let code = problem.error.code
        // 409: the same call is under way already.
        let isAskedAgain = [409, 429].contains(response.status) && retryAfter != nil
        return RemoteFailure(
            error: problem.error, mayPass: isAskedAgain || mayPass && (code == .unavailable || code == .timedOut),
            retryAfter: retryAfter)
    }

    /// What it means that no response came.
    func failure(_ error: HTTPError) -> RemoteFailure {
        let isUnsent = [.connectionFailed, .nameResolutionFailed, .connectTimedOut, .proxyFailed].contains(error.code)
        return RemoteFailure(error: meaning(error), mayPass: error.isTransient, mayHaveHadEffect: !isUnsent)
    }

    /// The server cannot be reached.
    func unreachable(_ reason: String, _ cause: (any Error)? = nil) -> ApusError {
        ApusError(
            .unavailable, "the server at \(url) cannot be reached", reason: reason,
            hint: "\(remedy), or choose another one with 'apus login URL'", cause: cause)
    }

    /// How the server is looked after where it is: on a machine, or in a cluster (`kubernetes://CONTEXT/NAMESPACE`).
    private var remedy: String {
        let parts = url.split(separator: "/").compactMap { PercentEncoding.decode($0) }
        guard parts.first == "kubernetes:", parts.count == 3 else { return "start it with 'apus server start'" }
        return "see 'kubectl --context \(parts[1]) -n \(parts[2]) get pods,events'"
    }

    /// The server, or what is there in its place, says what cannot be understood.
    func unintelligible(_ reason: String, _ cause: (any Error)? = nil) -> ApusError {
        ApusError(
            .unsupported, "what answers at \(url) is not an Apus server of this version",
            reason: reason + (cause.map { ": \($0)" } ?? ""), hint: "apus login URL", cause: cause)
    }

    private func foreign(_ response: HTTPBufferedResponse) -> ApusError {
        if response.status == 401 || response.status == 403 {
            return ApusError(
                response.status == 401 ? .unauthorized : .forbidden,
                "what is before the server at \(url) refuses the call", reason: "it answers \(response.status)",
                hint: "apus login \(url)")
        }
        return unintelligible("it answers \(response.status)")
    }

    private func meaning(_ error: HTTPError) -> ApusError {
        switch error.code {
        case .tlsVerificationFailed:
            ApusError(
                .untrusted, "the certificate of the server at \(url) cannot be trusted", reason: error.reason,
                hint: "name the authority that signed it: export SSL_CERT_FILE=/path/to/ca.pem", cause: error)
        case .clientCertificateRejected:
            ApusError(
                .unauthorized, "the server at \(url) wants a client certificate", reason: error.reason,
                hint: "apus login URL", cause: error)
        case .invalidRequest:
            ApusError(
                .invalidArgument, "the server at \(url) cannot be called", reason: error.reason,
                hint: "apus login URL", cause: error)
        case .tooLarge, .protocolError, .redirectFailed: unintelligible(error.reason)
        default: unreachable(error.reason, error)
        }
    }
}
