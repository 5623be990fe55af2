import ApusHTTP

/// Sends requests through another client and lets none that ends take longer than a limit. A watch, which has no end, is
/// left alone.
struct LimitedHTTPClient: HTTPClient {
    let client: any HTTPClient
    let limit: Duration

    nonisolated(nonsending) func withResponse<Result: Sendable>(
        to request: HTTPRequest, _ body: nonisolated(nonsending) (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        var limited = request
        if let total = request.timeouts?.total { limited.timeouts?.total = min(total, limit) }
        return try await client.withResponse(to: limited, body)
    }
}
