import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

/// A file that the host made for bytes to come or go by.
final class HandedFile: AsyncSequence, Sendable {
    typealias Element = Data
    private static let pieceLength = 1 << 20

    private let path: FilePath
    private let descriptor: FileDescriptor

    init(_ path: FilePath, writing: Bool) throws {
        self.path = path
        do {
            descriptor = try FileDescriptor.open(
                path, writing ? .writeOnly : .readOnly, options: writing ? [.truncate, .closeOnExec] : .closeOnExec)
        } catch let errno as Errno {
            throw ApusError(errno, "'\(path)' cannot be opened", path: path)
        }
    }

    deinit { Glibc.close(descriptor.rawValue) }

    func append(_ piece: Data) throws {
        do {
            _ = try piece.withUnsafeBytes { try descriptor.writeAll($0) }
        } catch let errno as Errno {
            throw ApusError(errno, "'\(path)' cannot be written", path: path)
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(file: self) }

    struct Iterator: AsyncIteratorProtocol {
        let file: HandedFile

        mutating func next() async throws -> Data? {
            try Task.checkCancellation()
            return try await blocking { [file] in try file.readOn() }
        }
    }

    private func readOn() throws -> Data? {
        var data = Data(count: Self.pieceLength)
        do {
            let count = try data.withUnsafeMutableBytes { try descriptor.read(into: $0) }
            if count == 0 { return nil }
            return count == data.count ? data : Data(data.prefix(count))
        } catch let errno as Errno {
            throw ApusError(errno, "'\(path)' cannot be read", path: path)
        }
    }
}
