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
        } catch let error as TooManyAttempts {
            return try .problem(ProblemDetails(error.error), retryAfter: error.wait)
        } catch let error as Refusal {
            var response = try Response.problem(ProblemDetails(error.error, status: error.status))
            for header in error.headers { response.headers[header.name] = header.value }
            return response
        } catch {
            return try .problem(problem(error, request, context.requestID))
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
