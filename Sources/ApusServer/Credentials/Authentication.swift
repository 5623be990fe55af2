import ApusModel
import Hummingbird

/// Finds out who calls, by the bearer token (RFC 6750), and refuses whom it does not know.
struct Authentication: RouterMiddleware {
    let apiKeys: APIKeys
    let tokens: AccessTokens

    func handle(
        _ request: Request, context: CallContext, next: (Request, CallContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.caller = try await caller(of: request)
        return try await next(request, context)
    }

    private func caller(of request: Request) async throws -> Caller {
        guard let header = request.headers[.authorization] else {
            throw ApusError.unauthorized("there is no Authorization header")
        }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw ApusError.unauthorized("the Authorization header has no bearer token")
        }
        let token = String(parts[1]).trimmed
        guard token.hasPrefix(APIKeys.prefix) else { return try await tokens.caller(with: token) }
        guard apiKeys.accept(token) else { throw ApusError.unauthorized("the API key is not one of this server's") }
        return .user
    }
}
