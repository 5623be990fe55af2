import Hummingbird
import NIOCore
import Synchronization

/// An answer that can be given again.
struct RememberedAnswer: Sendable {
    private let status: HTTPResponse.Status
    private let headers: HTTPFields
    private let body: ByteBuffer

    /// Takes in all of `response`.
    init(_ response: Response) async throws {
        status = response.status
        headers = response.headers
        let pieces = Pieces()
        try await response.body.write(pieces)
        body = pieces.buffer.withLock { $0 }
    }

    var response: Response { Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body)) }

    private final class Pieces: ResponseBodyWriter {
        let buffer = Mutex(ByteBuffer())

        func write(_ piece: ByteBuffer) async throws { buffer.withLock { _ = $0.writeImmutableBuffer(piece) } }
        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
