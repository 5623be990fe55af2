import ApusCore
import FoundationEssentials

/// The bytes of a file, or of a range in it.
struct FileContent: AsyncSequence, Sendable {
    typealias Element = Data
    static let pieceLength: Int64 = 512 << 10

    let file: OpenFile
    let range: Range<Int64>?

    func makeAsyncIterator() -> Iterator {
        Iterator(file: file, rest: (range ?? 0..<file.size).clamped(to: 0..<file.size))
    }

    struct Iterator: AsyncIteratorProtocol {
        let file: OpenFile
        var rest: Range<Int64>

        mutating func next() async throws -> Data? {
            if rest.isEmpty { return nil }
            try Task.checkCancellation()
            let (file, start) = (file, rest.lowerBound)
            let count = Int(Swift.min(FileContent.pieceLength, rest.upperBound - start))
            let piece = try await blocking { try file.read(at: start, count: count) }
            rest = (start + Int64(piece.count))..<rest.upperBound
            return piece
        }
    }
}
