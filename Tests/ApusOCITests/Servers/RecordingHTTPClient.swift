import ApusHTTP
import Synchronization

/// Passes requests on and notes them.
final class RecordingHTTPClient: HTTPClient {
    private let base = CurlHTTPClient()
    private let seen = Mutex<[HTTPRequest]>([])

    /// What was asked since the last time: `GET /v2/…`.
    func takeRequests() -> [String] {
        seen.withLock { requests in
            defer { requests = [] }
            return requests.map { request in
                let path = request.url.split(separator: "/", maxSplits: 2).last.map { $0.drop { $0 != "/" } } ?? ""
                return "\(request.method) \(path)"
            }
        }
    }

    nonisolated(nonsending) func withResponse<Result: Sendable>(
        to request: HTTPRequest, _ body: nonisolated(nonsending) (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        seen.withLock { $0.append(request) }
        return try await base.withResponse(to: request, body)
    }
}
