import ApusCore
import ApusModel
import Crypto
import FoundationEssentials
import Glibc
import Synchronization
import SystemPackage

/// A file's bytes in pieces, hashed on their way.
final class FileBytes: AsyncSequence, Sendable {
    typealias Element = Data
    private static let pieceLength = 1 << 20

    private let path: FilePath
    private let descriptor: FileDescriptor
    private let hash = Mutex(SHA256())

    init(_ path: FilePath) throws {
        self.path = path
        do {
            descriptor = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        } catch let errno as Errno {
            throw ApusError(errno, "'\(path)' cannot be read", path: path)
        }
    }

    deinit { Glibc.close(descriptor.rawValue) }

    /// Of what was read so far.
    var digest: ContentDigest? { hash.withLock { ContentDigest(bytes: $0.finalize()) } }

    /// The digest and the length in bytes of the whole file.
    static func measure(_ path: FilePath) async throws -> (digest: ContentDigest, size: Int64) {
        try await blocking {
            let bytes = try FileBytes(path)
            var size: Int64 = 0
            while let piece = try bytes.readOn() { size += Int64(piece.count) }
            guard let digest = bytes.digest else { throw ApusError(.internalFailure, "a SHA-256 has not 32 bytes") }
            return (digest, size)
        }
    }

    private func readOn() throws -> Data? {
        do {
            var piece = Data(count: Self.pieceLength)
            let count = try piece.withUnsafeMutableBytes { try descriptor.read(into: $0) }
            if count == 0 { return nil }
            if count < piece.count { piece = Data(piece.prefix(count)) }
            hash.withLock { $0.update(data: piece) }
            return piece
        } catch let errno as Errno {
            throw ApusError(errno, "'\(path)' cannot be read", path: path)
        }
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
