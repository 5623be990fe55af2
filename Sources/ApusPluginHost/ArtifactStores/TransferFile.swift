import ApusCore
import ApusModel
import FoundationEssentials
import Glibc
import SystemPackage

/// A file by which bytes go between host and plugin. Nobody else can read it; removed when it is no longer used.
final class TransferFile: Sendable {
    let path: FilePath

    /// An empty file.
    init() throws {
        path = FilePath(FileManager.default.temporaryDirectory.path).appending("apus-transfer-\(UUID().uuidString)")
        let descriptor = try opened(
            .writeOnly, [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
        Glibc.close(descriptor.rawValue)
    }

    deinit { unlink(path.string) }

    /// Puts all of `content` into the file.
    /// - Parameter length: the number of bytes to come, when known.
    /// - Returns: how many came.
    /// - Throws: `.corrupted` for another number than `length`; what `content` throws.
    func fill(from content: ByteStream, length: Int64?, of key: String) async throws -> Int64 {
        let descriptor = try opened(.writeOnly, .closeOnExec)
        defer { Glibc.close(descriptor.rawValue) }
        var count: Int64 = 0
        for try await piece in content {
            count += Int64(piece.count)
            if let length, count > length { throw wrongLength(of: key, count, length) }
            try await blocking { [path] in
                do {
                    _ = try piece.withUnsafeBytes { try descriptor.writeAll($0) }
                } catch let errno as Errno {
                    throw ApusError(errno, "'\(path)' cannot be written", path: path)
                }
            }
        }
        try Task.checkCancellation()
        if let length, count != length { throw wrongLength(of: key, count, length) }
        return count
    }

    /// The file's bytes, or those of a range in it.
    func content(_ range: Range<Int64>?) async throws -> ByteStream {
        let descriptor = try opened(.readOnly, .closeOnExec)
        return ByteStream(TransferContent(file: self, descriptor: descriptor, range: range))
    }

    private func opened(
        _ mode: FileDescriptor.AccessMode, _ options: FileDescriptor.OpenOptions, permissions: FilePermissions? = nil
    ) throws -> FileDescriptor {
        do {
            return try FileDescriptor.open(path, mode, options: options, permissions: permissions)
        } catch let errno as Errno {
            throw ApusError(
                errno, "the file '\(path)', by which a plugin gets and gives bytes, cannot be used", path: path)
        }
    }

    private func wrongLength(of key: String, _ count: Int64, _ length: Int64) -> ApusError {
        ApusError(.corrupted, "'\(key)' was not kept", reason: "it should have \(length) bytes, and \(count) came")
    }
}
