import ApusCore
import FoundationEssentials

/// Gathers a stream into parts of given sizes.
struct S3PartReader {
    private var content: ByteStream.Iterator
    private var pending = Data()
    private var hasEnded = false
    /// Bytes that parts were made of so far.
    private(set) var count: Int64 = 0

    init(_ content: ByteStream) { self.content = content.makeAsyncIterator() }

    /// The next `size` bytes, or what is left when that is less, and whether nothing follows.
    mutating func next(_ size: Int) async throws -> (data: Data, isLast: Bool) {
        while pending.count <= size, !hasEnded {
            if let piece = try await content.next() {
                pending.append(piece)
            } else {
                hasEnded = true
            }
        }
        try Task.checkCancellation()  // a cancelled source may end early instead of throwing
        let part = Data(pending.prefix(size))
        pending = Data(pending.dropFirst(size))
        count += Int64(part.count)
        return (part, hasEnded && pending.isEmpty)
    }
}
