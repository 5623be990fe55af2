import ApusHashing
import ApusModel
import Crypto
import SystemPackage

/// Writes to a file and hashes what it writes.
final class FileSink: ByteSink {
    private let descriptor: FileDescriptor
    private let path: FilePath
    private var hash = SHA256()
    private(set) var size: Int64 = 0

    init(_ descriptor: FileDescriptor, path: FilePath) {
        self.descriptor = descriptor
        self.path = path
    }

    func put(_ bytes: UnsafeRawBufferPointer) throws {
        try attempt("'\(path)' cannot be written", path) { _ = try descriptor.writeAll(bytes) }
        hash.update(bufferPointer: bytes)
        size += Int64(bytes.count)
    }

    func digest() -> ContentDigest { ContentDigest(hash.finalize()) }
}
