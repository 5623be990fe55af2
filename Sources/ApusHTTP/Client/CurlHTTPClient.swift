import Logging
import Synchronization

/// The HTTP client: one libcurl multi handle on a thread, its own or one that is shared.
///
/// Connections are kept and shared by the requests of a thread; HTTP/2 is used where a server offers it over TLS. Bodies
/// are streamed both ways, and a reader or a server that is slow makes the other side wait. The client's own thread ends
/// with ``close()`` or with the last reference to the client.
public final class CurlHTTPClient: HTTPClient {
    public let configuration: HTTPClientConfiguration
    private let loop: HTTPEventLoop
    private let ownsLoop: Bool
    private let hasWarned = Atomic(false)

    /// - Parameter loop: where the transfers happen, beside those of others; `nil` for a thread of the client's own.
    public init(configuration: HTTPClientConfiguration = HTTPClientConfiguration(), on loop: HTTPEventLoop? = nil) {
        self.configuration = configuration
        self.loop = loop ?? HTTPEventLoop()
        ownsLoop = loop == nil
    }

    deinit { if ownsLoop { loop.shutDown() } }

    nonisolated(nonsending) public func withResponse<Result: Sendable>(
        to request: HTTPRequest, _ body: nonisolated(nonsending) (HTTPResponse) async throws -> Result
    ) async throws -> Result {
        // The client may not end before the exchange does.
        defer { withExtendedLifetime(self) {} }
        let total = (request.timeouts ?? configuration.timeouts).total
        let deadline = total.map { ContinuousClock.now + $0 }
        var redirection = Redirection(request)
        while true {
            let current = redirection.request
            let exchange = try start(current, deadline: deadline)
            let result = try await withExchange(exchange) { head -> Result? in
                if try redirection.follow(head) { return nil }
                return try await body(
                    HTTPResponse(
                        status: head.status, headers: head.headers, version: head.version,
                        body: HTTPBody { try await exchange.nextBytes() }))
            }
            if let result { return result }
        }
    }

    /// Ends every exchange on the client's thread with ``HTTPError/Code/clientClosed`` and returns when the thread has
    /// ended.
    ///
    /// Closing twice is closing once.
    public func close() async {
        loop.shutDown()
        await loop.waitForEnd()
    }

    private func start(_ request: HTTPRequest, deadline: ContinuousClock.Instant?) throws -> Exchange {
        try Task.checkCancellation()
        do {
            let prepared = try PreparedRequest(request, configuration: configuration)
            warnIfInsecure(prepared, request)
            let exchange = Exchange(prepared, deadline: deadline, loop: loop)
            try loop.submit(.start(exchange))
            return exchange
        } catch let error as HTTPError {
            throw HTTPError(error.code, error.reason, for: request)
        }
    }

    /// Once for each client: its first insecure request tells all there is to say.
    private func warnIfInsecure(_ prepared: PreparedRequest, _ request: HTTPRequest) {
        guard let reason = configuration.tls.verification.insecureReason, prepared.url.hasPrefix("https:"),
            !hasWarned.exchange(true, ordering: .relaxed)
        else { return }
        configuration.logger.warning(
            "TLS certificates are not verified", metadata: ["request": "\(request)", "reason": "\(reason)"])
    }

    private nonisolated(nonsending) func withExchange<Result: Sendable>(
        _ exchange: Exchange, _ body: nonisolated(nonsending) (ResponseHead) async throws -> Result
    ) async throws -> Result {
        try await withTaskCancellationHandler {
            async let _: Void = exchange.feed()
            do {
                let result = try await body(try await exchange.head())
                await exchange.finish()
                return result
            } catch {
                await exchange.finish()
                throw error
            }
        } onCancel: {
            exchange.abort(CancellationError())
        }
    }
}
