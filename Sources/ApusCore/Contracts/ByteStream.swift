import ApusModel
public import FoundationEssentials

/// Bytes in pieces, read once, in order, at the reader's pace.
public struct ByteStream: AsyncSequence, Sendable {
    public typealias Element = Data
    private let start: @Sendable () -> Iterator

    /// - Parameter base: any sequence of pieces; it is iterated once.
    public init<Base: AsyncSequence & Sendable>(_ base: Base) where Base.Element == Data {
        start = {
            var iterator = base.makeAsyncIterator()
            return Iterator { try await iterator.next() }
        }
    }

    /// The bytes of `data`, in one piece.
    public init(_ data: Data) {
        start = {
            var rest: Data? = data.isEmpty ? nil : data
            return Iterator {
                defer { rest = nil }
                return rest
            }
        }
    }

    public func makeAsyncIterator() -> Iterator { start() }

    public struct Iterator: AsyncIteratorProtocol {
        private let advance: () async throws -> Data?

        init(_ advance: @escaping () async throws -> Data?) { self.advance = advance }

        public mutating func next() async throws -> Data? { try await advance() }
    }

    /// All bytes in one piece.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` when there are more than `limit`.
    public func collect(upTo limit: Int) async throws -> Data {
        var all = Data()
        for try await piece in self {
            all.append(piece)
            if all.count > limit { throw ApusError(.invalidArgument, "the content is longer than \(limit) bytes") }
        }
        return all
    }
}
