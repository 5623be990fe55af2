import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

/// The bytes of a transfer file, or of a range in it; the file stays as long as somebody reads.
final class TransferContent: AsyncSequence, Sendable {
    typealias Element = Data
    private static let pieceLength: Int64 = 1 << 20

    private let file: TransferFile
    private let descriptor: FileDescriptor
    private let range: Range<Int64>?

    /// - Parameter descriptor: closed when the content goes.
    init(file: TransferFile, descriptor: FileDescriptor, range: Range<Int64>?) {
        self.file = file
        self.descriptor = descriptor
        self.range = range
    }

    deinit { Glibc.close(descriptor.rawValue) }

    func makeAsyncIterator() -> Iterator {
        Iterator(content: self, offset: range?.lowerBound ?? 0, end: range?.upperBound ?? .max)
    }

    struct Iterator: AsyncIteratorProtocol {
        let content: TransferContent
        var offset: Int64
        let end: Int64

        mutating func next() async throws -> Data? {
            try Task.checkCancellation()
            let (content, start) = (content, offset)
            let count = Int(Swift.min(TransferContent.pieceLength, end - start))
            if count <= 0 { return nil }
            let piece = try await blocking { try content.read(at: start, count: count) }
            offset += Int64(piece.count)
            return piece.isEmpty ? nil : piece
        }
    }

    private func read(at offset: Int64, count: Int) throws -> Data {
        var data = Data(count: count)
        do {
            let got = try data.withUnsafeMutableBytes { try descriptor.read(fromAbsoluteOffset: offset, into: $0) }
            return got == count ? data : Data(data.prefix(got))
        } catch let errno as Errno {
            throw ApusError(errno, "'\(file.path)' cannot be read", path: file.path)
        }
    }
}
