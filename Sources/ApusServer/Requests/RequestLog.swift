import Hummingbird
import Logging

/// Logs each call with its status and the time until its response began.
struct RequestLog: RouterMiddleware {
    let logger: Logger

    func handle(
        _ request: Request, context: CallContext, next: (Request, CallContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let spent = (ContinuousClock.now - start) / .milliseconds(1)
        logger.info(
            "call",
            metadata: [
                "method": "\(request.method.rawValue)", "path": "\(request.uri.path)",
                "status": "\(response.status.code)",
                "milliseconds": "\(Int(spent.rounded()))", "request": "\(context.requestID)",
            ])
        return response
    }
}
