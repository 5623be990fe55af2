public import ApusHTTP
public import FoundationEssentials
import Synchronization

/// An ``/ApusHTTP/HTTPClient`` without a network: a closure answers each request.
///
/// ```swift
/// let client = ScriptedHTTPClient { request, body in
///     request.url.hasSuffix("/version") ? .text(200, #"{"major":"1"}"#) : .status(404)
/// }
/// ```
/// Redirects are not followed and timeouts do not pass. Cancelling works between chunks and while the script waits.
public final class ScriptedHTTPClient: HTTPClient {
    /// A request as it would have been sent.
    public struct Exchange: Sendable {
        public let request: HTTPRequest
        /// All bytes of the request's body.
        public let body: Data
    }

    private let script: @Sendable (HTTPRequest, Data) async throws -> ScriptedHTTPResponse
    private let seen = Mutex<[Exchange]>([])

    /// - Parameter script: gets a request and its body; an error that it throws is thrown by the exchange.
    public init(_ script: @escaping @Sendable (HTTPRequest, Data) async throws -> ScriptedHTTPResponse) {
        self.script = script
    }

    /// What was asked so far, oldest first.
    public var exchanges: [Exchange] { seen.withLock { $0 } }

    nonisolated(nonsending) public func withResponse<Result: Sendable>(
        to request: HTTPRequest, _ body: nonisolated(nonsending) (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        try Task.checkCancellation()
        let sent = try await request.body.collect()
        seen.withLock { $0.append(Exchange(request: request, body: sent)) }
        let response = try await script(request, sent)
        try Task.checkCancellation()
        return try await body(response.asResponse)
    }
}
