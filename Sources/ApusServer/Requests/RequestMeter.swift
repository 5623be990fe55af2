import Hummingbird

/// Counts each call and the time until its response began.
struct RequestMeter: RouterMiddleware {
    let metrics: ServerMetrics

    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .patch, .delete, .options]

    func handle(
        _ request: Request, context: CallContext, next: (Request, CallContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        // What anybody may invent is not counted apart: each new word would take memory for good.
        let route = ServerMetrics.Route(
            template: context.endpointPath ?? "NotFound",
            method: Self.methods.contains(request.method) ? request.method.rawValue : "other")
        metrics.add(route, status: response.status.code, duration: ContinuousClock.now - start)
        return response
    }
}
