public import FoundationEssentials

/// The bytes of a response in pieces, in order, at the reader's pace: while nobody reads, about 256 KiB are fetched
/// ahead
/// and then the server waits.
///
/// It is read once: a second iteration goes on where the first one stopped, and two tasks cannot read at the same time.
/// A
/// body that the server did not finish throws ``HTTPError`` with `.truncated`; it never ends silently. Reading after
/// the
/// scope of the response throws `.invalidRequest`.
public struct HTTPBody: AsyncSequence, Sendable {
    public typealias Element = Data
    public typealias Failure = any Error

    private let start: @Sendable () -> Iterator

    /// - Parameter next: the next piece, not empty, or `nil` at the end.
    init(next: @escaping @Sendable () async throws -> Data?) {
        start = { Iterator { _ in try await next() } }
    }

    /// What `base` yields, for other implementations of ``HTTPClient``.
    public init<Base: AsyncSequence & Sendable>(_ base: Base) where Base.Element == Data {
        start = {
            var iterator = base.makeAsyncIterator()
            return Iterator { try await iterator.next(isolation: $0) }
        }
    }

    /// These bytes.
    public init(_ data: Data = Data()) {
        start = {
            var rest: Data? = data.isEmpty ? nil : data
            return Iterator { _ in
                defer { rest = nil }
                return rest
            }
        }
    }

    public func makeAsyncIterator() -> Iterator { start() }

    public struct Iterator: AsyncIteratorProtocol {
        let advance: (isolated (any Actor)?) async throws -> Data?

        public mutating func next() async throws -> Data? { try await advance(nil) }

        public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Data? {
            try await advance(actor)
        }
    }
}
