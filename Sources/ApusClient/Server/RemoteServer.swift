import ApusAPI
import ApusHTTP
import ApusModel
import FoundationEssentials
import Logging

/// A server and the way to it: calls it, again where that may help, and turns failures into errors for users.
struct RemoteServer: Sendable {
    /// Without a slash at the end.
    let url: String
    let token: BearerToken
    let client: any HTTPClient
    let retries: RemoteRetries
    let logger: Logger
    /// Each call holds a connection.
    let gate = RequestGate(width: 32)

    /// Calls and decodes the answer.
    func answer<Answer: Decodable & Sendable>(_ call: RemoteCall, as type: Answer.Type = Answer.self) async throws
        -> Answer
    {
        try decode(Answer.self, from: await send(call), of: call)
    }

    func decode<Answer: Decodable>(_ type: Answer.Type, from body: Data, of call: RemoteCall) throws -> Answer {
        do {
            return try CanonicalJSON.decode(type, from: body)
        } catch {
            throw unintelligible(
                "its answer to \(call.route.method.rawValue) \(call.route.template) cannot be read", error)
        }
    }

    /// As ``answer(_:as:)``, with `nil` when the server says that there is no such thing.
    func answerIfFound<Answer: Decodable & Sendable>(_ call: RemoteCall, as type: Answer.Type = Answer.self)
        async throws
        -> Answer?
    {
        do {
            return try await answer(call)
        } catch let error as ApusError where error.code == .notFound {
            return nil
        }
    }

    /// Calls, again where that may help, and returns the answer's body.
    ///
    /// A deletion that was perhaps done already when the answer got lost may find nothing the second time; that is
    /// success.
    @discardableResult
    func send(_ call: RemoteCall) async throws -> Data {
        let start = ContinuousClock.now
        var pause: Duration?
        var isPerhapsDone = false
        while true {
            let failure: RemoteFailure
            switch try await sendOnce(call) {
            case .success(let body): return body
            case .failure(let found): failure = found
            }
            if failure.error.code == .notFound, isPerhapsDone, call.route.method == .delete { return Data() }
            let next = max(retries.pause(after: pause), failure.retryAfter ?? .zero)
            guard failure.mayPass, ContinuousClock.now - start + next <= retries.limit else { throw failure.error }
            if failure.mayHaveHadEffect { isPerhapsDone = true }
            logger.debug(
                "calling the server again", metadata: ["error": "\(failure.error)", "pause": "\(next)"])
            try await Task.sleep(for: next)
            pause = next
        }
    }

    private func sendOnce(_ call: RemoteCall) async throws -> Result<Data, RemoteFailure> {
        do {
            let response = try await gate.pass { try await client.send(try request(call), maximumBytes: 64 << 20) }
            if response.isSuccess { return .success(response.body) }
            return .failure(failure(response))
        } catch let error as HTTPError {
            return .failure(failure(error))
        }
    }

    /// The request of a call, with the caller's credentials.
    /// - Throws: ``/ApusModel/ApusError`` when there are none.
    func request(_ call: RemoteCall) throws(ApusError) -> HTTPRequest {
        var request = HTTPRequest(HTTPMethod(rawValue: call.route.method.rawValue), url + call.target)
        request.headers["Authorization"] = "Bearer \(try token.current().revealed())"
        request.headers["Accept"] = "application/json"
        request.timeouts = HTTPTimeouts(connect: .seconds(10), idle: .seconds(45))
        request.headers["Idempotency-Key"] = call.idempotencyKey.map { "\"\($0)\"" }
        if let body = call.body {
            request.headers["Content-Type"] = "application/json"
            request.body = .bytes(body)
        }
        return request
    }
}
