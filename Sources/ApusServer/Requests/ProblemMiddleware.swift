import ApusAPI
import ApusModel
import Hummingbird
import Logging

/// Answers every error with problem details: the one place where errors become responses.
struct ProblemMiddleware: RouterMiddleware {
    let maximumBodySize: Int
    let logger: Logger

    func handle(
        _ request: Request, context: CallContext, next: (Request, CallContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as CancellationError {
            throw error
        } catch {
            var response = try self.response(to: error, request, context.requestID)
            // The rest of a body that nobody wants would be read to its end, before the connection is of use again.
            if Self.unreadStatuses.contains(response.status.code), request.hasBody {
                response.headers[.connection] = "close"
                context.hangUpSoon()
            }
            return response
        }
    }

    /// Of answers that are given before the body is read.
    private static let unreadStatuses = [401, 403, 408, 413]

    private func response(to error: any Error, _ request: Request, _ id: String) throws -> Response {
        switch error {
        case let error as TooManyAttempts:
            return try .problem(ProblemDetails(error.error), retryAfter: error.wait)
        case let error as Refusal:
            var response = try Response.problem(ProblemDetails(error.error, status: error.status))
            for header in error.headers { response.headers[header.name] = header.value }
            return response
        default: return try .problem(problem(error, request, id))
        }
    }

    private func problem(_ error: any Error, _ request: Request, _ id: String) -> ProblemDetails {
        if let error = error as? ApusError { return ProblemDetails(error) }
        let call = "\(request.method.rawValue) \(request.uri.path)"
        switch (error as? any HTTPResponseError)?.status {
        case .notFound:
            return ProblemDetails(
                ApusError(
                    .unsupported, "the server has no \(call)", reason: "its version is \(ApusVersion.current)",
                    hint: "compare with 'apus version'"),
                status: 404)
        case .contentTooLarge:
            return ProblemDetails(
                ApusError(
                    .invalidArgument, "the body of \(call) is too long",
                    reason: "no call takes more than \(maximumBodySize) bytes"), status: 413)
        case let status? where status.kind == .clientError:
            return ProblemDetails(
                ApusError(.invalidArgument, "the server cannot read \(call)", reason: "\(error)"), status: status.code)
        default:
            logger.error("a call failed", metadata: ["call": "\(call)", "error": "\(error)", "request": "\(id)"])
            return ProblemDetails(ApusError(.internalFailure, "the server failed at \(call)", reason: "\(error)"))
        }
    }
}

extension Request {
    /// RFC 9112, section 6: whether a body is announced.
    fileprivate var hasBody: Bool {
        headers[.transferEncoding] != nil || headers[.contentLength].map { $0 != "0" } == true
    }
}
