import ApusCore
import ApusModel
import FoundationEssentials
import SystemPackage

/// A file's bytes in pieces, hashed on their way.
final class FileBytes: AsyncSequence, Sendable {
    typealias Element = Data

    private let pieces: FilePieces
    private let hash = PieceHash()

    init(_ path: FilePath) throws { pieces = try FilePieces(path) }

    /// Of what was read so far. Waits on the calling thread.
    func digest() -> ContentDigest { hash.digest() }

    /// The digest and the length in bytes of the whole file.
    static func measure(_ path: FilePath) async throws -> (digest: ContentDigest, size: Int64) {
        try await blocking {
            let bytes = try FileBytes(path)
            var size: Int64 = 0
            while let piece = try bytes.readOn() { size += Int64(piece.count) }
            return (bytes.digest(), size)
        }
    }

    private func readOn() throws -> Data? {
        let piece = try pieces.readOn()
        if let piece { hash.update(piece) }
        return piece
    }

    func makeAsyncIterator() -> Iterator { Iterator(file: self) }

    struct Iterator: AsyncIteratorProtocol {
        let file: FileBytes

        mutating func next() async throws -> Data? {
            try Task.checkCancellation()
            return try await blocking { [file] in try file.readOn() }
        }
    }
}
