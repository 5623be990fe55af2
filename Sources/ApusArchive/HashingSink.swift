import ApusHashing
import ApusModel
import Crypto

/// Hashes what passes, on its way to another archive as the only file in it, or to nowhere.
final class HashingSink: ByteSink {
    private let target: ArchiveWriter?
    private var hash = SHA256()
    private(set) var size: Int64 = 0

    init(into target: ArchiveWriter? = nil) { self.target = target }

    func put(_ bytes: UnsafeRawBufferPointer) throws {
        try target?.write(bytes)
        hash.update(bufferPointer: bytes)
        size += Int64(bytes.count)
    }

    func digest() -> ContentDigest { ContentDigest(hash.finalize()) }
}
