/// The HTTP client: one libcurl multi handle on a thread of its own, which starts with the first request.
public final class CurlHTTPClient: HTTPClient {
    public let configuration: HTTPClientConfiguration

    public init(configuration: HTTPClientConfiguration = HTTPClientConfiguration()) {
        self.configuration = configuration
    }

    nonisolated(nonsending) public func withResponse<Result: Sendable>(
        to request: HTTPRequest, _ body: nonisolated(nonsending) (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        throw HTTPError(.internalFailure, "not there yet", for: request)
    }

    /// Ends every exchange with ``HTTPError/Code/clientClosed`` and returns when the thread has ended.
    ///
    /// Closing twice is closing once.
    public func close() async {}
}
