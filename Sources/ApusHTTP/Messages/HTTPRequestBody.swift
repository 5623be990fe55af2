public import FoundationEssentials
public import SystemPackage

/// What a request carries.
///
/// All but a stream can be sent again, which following a 307 or 308 redirect needs.
public struct HTTPRequestBody: Sendable {
    enum Content: Sendable {
        case none
        case bytes(Data)
        case file(FilePath, offset: Int64, length: Int64)
        case stream(length: Int64?, any AsyncSequence<Data, any Error> & Sendable)
    }

    let content: Content

    /// No body.
    public static let none: HTTPRequestBody = HTTPRequestBody(content: .none)

    /// These bytes.
    public static func bytes(_ data: Data) -> HTTPRequestBody { HTTPRequestBody(content: .bytes(data)) }

    /// The UTF-8 of a text.
    public static func text(_ text: String) -> HTTPRequestBody { .bytes(Data(text.utf8)) }

    /// `length` bytes of a regular file from `offset` on, read while they are sent.
    ///
    /// A file that cannot be read, or ends before, fails the request with ``HTTPError/Code/invalidRequest``.
    public static func file(_ path: FilePath, offset: Int64 = 0, length: Int64) -> HTTPRequestBody {
        HTTPRequestBody(content: .file(path, offset: offset, length: length))
    }

    /// What `sequence` yields, asked for as fast as the server takes it; at most about 256 KiB and one element wait.
    ///
    /// The sequence is iterated once, in a child task of the one that sends the request. An error that it throws ends
    /// the exchange and is thrown by it. The server may answer before everything is sent; the iteration then stops.
    /// - Parameter length: the number of bytes to come, `nil` if unknown (HTTP/1.1 then sends chunks). Another number
    ///   fails the request with ``HTTPError/Code/invalidRequest``.
    public static func stream<Bytes: AsyncSequence & Sendable>(
        length: Int64?, _ sequence: Bytes
    ) -> HTTPRequestBody where Bytes.Element == Data {
        HTTPRequestBody(content: .stream(length: length, ThrowingSequence(base: sequence)))
    }

    /// The number of bytes, or `nil` if it is not known.
    public var length: Int64? {
        switch content {
        case .none: 0
        case .bytes(let data): Int64(data.count)
        case .file(_, _, let length): length
        case .stream(let length, _): length
        }
    }
}

/// Any sequence of bytes as one that may throw anything, so that its type can be erased.
private struct ThrowingSequence<Base: AsyncSequence & Sendable>: AsyncSequence, Sendable where Base.Element == Data {
    typealias Element = Data
    typealias Failure = any Error

    let base: Base

    func makeAsyncIterator() -> Iterator { Iterator(base: base.makeAsyncIterator()) }

    struct Iterator: AsyncIteratorProtocol {
        var base: Base.AsyncIterator

        mutating func next() async throws -> Data? { try await base.next() }

        mutating func next(isolation actor: isolated (any Actor)?) async throws -> Data? {
            try await base.next(isolation: actor)
        }
    }
}
