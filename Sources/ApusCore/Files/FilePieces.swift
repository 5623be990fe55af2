import ApusModel
public import FoundationEssentials
import Glibc
public import SystemPackage

/// The bytes of a file in pieces, from its beginning; read once, in order.
public final class FilePieces: AsyncSequence, Sendable {
    public typealias Element = Data
    private static let longestPiece = 512 << 10

    private let path: FilePath
    private let descriptor: FileDescriptor
    private let pieceLength: Int

    /// - Throws: ``/ApusModel/ApusError`` when the file cannot be opened.
    public init(_ path: FilePath) throws {
        self.path = path
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        } catch let errno as Errno {
            throw ApusError(errno, "'\(path)' cannot be read", path: path)
        }
        var status = stat()
        let isKnown = fstat(descriptor.rawValue, &status) == 0 && status.st_size > 0
        pieceLength = isKnown ? Swift.min(Int(status.st_size), Self.longestPiece) : Self.longestPiece
    }

    deinit { Glibc.close(descriptor.rawValue) }

    /// The next piece, or `nil` at the end. Waits for the disk on the calling thread.
    public func readOn() throws -> Data? {
        do {
            let piece = try Data(upTo: pieceLength) { try descriptor.read(into: $0) }
            return piece.isEmpty ? nil : piece
        } catch let errno as Errno {
            throw ApusError(errno, "'\(path)' cannot be read", path: path)
        }
    }

    public func makeAsyncIterator() -> Iterator { Iterator(file: self) }

    public struct Iterator: AsyncIteratorProtocol {
        let file: FilePieces

        public mutating func next() async throws -> Data? {
            try Task.checkCancellation()
            return try await blocking { [file] in try file.readOn() }
        }
    }
}
