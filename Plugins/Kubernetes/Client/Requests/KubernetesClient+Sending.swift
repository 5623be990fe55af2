import ApusHTTP
import ApusModel
import FoundationEssentials
import Logging

extension KubernetesClient {
    /// The whole answer to `request`, of status 200 to 299.
    func send(_ request: APIRequest) async throws -> Data { try await answer(to: request).data }

    /// The answer to `request`, read as `Answer`.
    func send<Answer: Decodable & Sendable>(_ request: APIRequest, as type: Answer.Type) async throws -> Answer {
        var request = request
        request.accept = ObjectForm.best(for: type).accepted
        let (data, form) = try await answer(to: request)
        return try decode(type, from: data, as: form, of: request)
    }

    private func answer(to request: APIRequest) async throws -> (data: Data, form: ObjectForm) {
        try await withResponse(to: request, isBuffered: true) { response in
            (try await response.body.collect(upTo: Self.longestAnswer), ObjectForm(response))
        }
    }

    func decode<Answer: Decodable>(
        _ type: Answer.Type, from data: Data, as form: ObjectForm, of request: APIRequest
    ) throws -> Answer {
        do {
            return try form.decode(type, from: data)
        } catch {
            throw ApusError(
                .unavailable,
                "\(request.action) fails because \(access.server) does not answer as a Kubernetes API server",
                reason: String(describing: error), hint: "check the server's URL with: kubectl cluster-info",
                cause: error)
        }
    }

    /// Calls `body` once with the first answer of status 200 to 299.
    /// - Parameter isBuffered: whether `body` may be called again when the connection breaks inside it.
    nonisolated(nonsending) func withResponse<Result: Sendable>(
        to request: APIRequest, isBuffered: Bool = false,
        _ body: nonisolated(nonsending) (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        var failures = 0
        var wasRenewed = false
        while true {
            let (http, credential) = try await session.connection()
            var hasBegun = false
            let reason: String
            var pause: Duration?
            do {
                return try await passing(isBuffered) {
                    var sent = try request.httpRequest(to: access, credential: credential)
                    if isBuffered, gate.isCrowded {  // a stream outlasts the crowd
                        sent.coalescing = min(sent.coalescing, Self.crowdedCoalescing)
                    }
                    return try await http.withResponse(to: sent) { response in
                        warnings.tell(response.headers, about: request.action, to: logger)
                        guard response.isSuccess else { throw try await APIStatus(response) }
                        hasBegun = true
                        return try await body(response)
                    }
                }
            } catch let status as APIStatus {
                if status.code == 429 { gate.refuse() }
                if status.code == 401, !wasRenewed, await session.refuse(credential) {
                    wasRenewed = true
                    continue
                }
                guard status.allowsRepetition(request.repetition), failures + 1 < retry.attempts else {
                    throw status.covering(credential).error(while: request.action, server: access.server)
                        .explained(by: credential.token)
                }
                reason = status.covering(credential).message
                pause = status.retryAfter
            } catch let error as HTTPError {
                let mayRepeat = error.allowsRepetition(request.repetition) && (isBuffered || !hasBegun)
                guard mayRepeat, failures + 1 < retry.attempts else {
                    throw error.error(while: request.action, server: access.server)
                }
                reason = "\(error)"
            }
            failures += 1
            logger.debug(
                "request to the cluster fails and is sent again",
                metadata: ["action": "\(request.action)", "reason": "\(reason)", "failures": "\(failures)"])
            try await retry.wait(afterFailure: failures, atLeast: pause)
        }
    }

    /// Lets `body` wait for its turn, unless it is a stream, which would keep others from theirs for as long as it lasts.
    nonisolated(nonsending) private func passing<Result: Sendable>(
        _ isBuffered: Bool, _ body: nonisolated(nonsending) () async throws -> Result
    ) async throws -> Result {
        guard isBuffered else { return try await body() }
        return try await gate.pass {
            let result = try await body()
            gate.succeed()
            return result
        }
    }

    /// Where one answer makes room for another request: 64 at once make 3,200 a second.
    private static let crowdedCoalescing: Duration = .milliseconds(20)

    /// A page of 500 pods of the largest common size.
    private static let longestAnswer = 64 << 20
}

extension ApusError {
    /// The server does not say why it refuses a token; one that has expired says so itself.
    fileprivate func explained(by token: SecretString?) -> ApusError {
        guard code == .unauthorized, let end = token.flatMap({ JSONWebToken($0) })?.expiresAt, end < Date() else {
            return self
        }
        return ApusError(
            code, summary, reason: "the token expired at \(Timestamp.text(end))", hint: hint, cause: cause)
    }
}
