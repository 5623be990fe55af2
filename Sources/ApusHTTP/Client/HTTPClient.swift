/// Sends HTTP requests. ``CurlHTTPClient`` is the implementation; tests use a scripted one.
public protocol HTTPClient: Sendable {
    /// Sends `request` and calls `body`, once, with the response as soon as its headers are here; the body of the
    /// response is read inside.
    ///
    /// The exchange ends with `body`: what was not read by then is dropped. A status such as 404 is a normal response,
    /// not an error. Nothing is retried. Both this function and `body` run on the caller's actor, if it has one.
    ///
    /// Cancelling the task ends the exchange at once, whatever it was doing.
    /// - Throws: ``HTTPError`` if no response came, `CancellationError` if the task was cancelled, and whatever `body`
    ///   or
    ///   the sequence of a streamed request body throws.
    nonisolated(nonsending) func withResponse<Result: Sendable>(
        to request: HTTPRequest, _ body: nonisolated(nonsending) (HTTPResponse) async throws -> Result
    ) async throws -> Result
}
