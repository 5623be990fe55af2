extension HTTPClient {
    /// Sends `request` and returns the whole response.
    ///
    /// - Parameter maximumBytes: the longest body to accept.
    /// - Throws: what ``withResponse(to:_:)`` throws, and ``HTTPError`` with `.tooLarge` for a longer body.
    nonisolated(nonsending) public func send(
        _ request: HTTPRequest, maximumBytes: Int = 16 << 20
    ) async throws -> HTTPBufferedResponse {
        try await withResponse(to: request) { response in
            let body = try await response.body.collect(upTo: maximumBytes)
            return HTTPBufferedResponse(
                status: response.status, headers: response.headers, version: response.version, body: body)
        }
    }
}
