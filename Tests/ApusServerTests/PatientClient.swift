import ApusHTTP

/// Waits ten minutes where users wait seconds: on a busy machine, a server among hundreds of tests may take its time.
struct PatientClient: HTTPClient {
    let client: any HTTPClient

    nonisolated(nonsending) func withResponse<Result: Sendable>(
        to request: HTTPRequest, _ body: nonisolated(nonsending) (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        var request = request
        request.timeouts = HTTPTimeouts(connect: .seconds(600), idle: .seconds(600))
        return try await client.withResponse(to: request, body)
    }
}
