public import ApusHTTP
public import FoundationEssentials

/// What a ``ScriptedHTTPClient`` answers.
public struct ScriptedHTTPResponse: Sendable {
    public var status: Int
    public var headers: HTTPHeaders
    /// The body, piece by piece; may be endless, and may throw to stand for a broken connection.
    public var body: AsyncThrowingStream<Data, any Error>

    /// A response whose body comes in `chunks` and then ends, or fails with `failure`.
    public init(status: Int, headers: HTTPHeaders = [:], chunks: [Data] = [], failure: (any Error)? = nil) {
        self.init(
            status: status, headers: headers,
            body: AsyncThrowingStream { continuation in
                for chunk in chunks { continuation.yield(chunk) }
                continuation.finish(throwing: failure)
            })
    }

    /// A response whose body comes as `body` yields it: a watch that the test feeds.
    public init(status: Int, headers: HTTPHeaders = [:], body: AsyncThrowingStream<Data, any Error>) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A response without a body.
    public static func status(_ status: Int, headers: HTTPHeaders = [:]) -> ScriptedHTTPResponse {
        ScriptedHTTPResponse(status: status, headers: headers)
    }

    /// A response with this text.
    public static func text(_ status: Int, _ text: String, headers: HTTPHeaders = [:]) -> ScriptedHTTPResponse {
        ScriptedHTTPResponse(status: status, headers: headers, chunks: [Data(text.utf8)])
    }

    var asResponse: HTTPResponse {
        HTTPResponse(status: status, headers: headers, body: HTTPBody(body.cancellable))
    }
}

extension AsyncThrowingStream<Data, any Error> {
    /// This stream, but ending by `CancellationError` where the task is cancelled, as a connection does.
    fileprivate var cancellable: CancellableStream { CancellableStream(base: self) }
}

private struct CancellableStream: AsyncSequence, Sendable {
    typealias Element = Data
    let base: AsyncThrowingStream<Data, any Error>

    func makeAsyncIterator() -> Iterator { Iterator(base: base.makeAsyncIterator()) }

    struct Iterator: AsyncIteratorProtocol {
        var base: AsyncThrowingStream<Data, any Error>.Iterator

        mutating func next() async throws -> Data? {
            let element = try await base.next()
            if element == nil { try Task.checkCancellation() }
            return element
        }
    }
}
