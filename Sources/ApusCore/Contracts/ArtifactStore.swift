public import SystemPackage

/// Keeps bytes under keys: artifacts, logs and code.
///
/// A key is a relative path of plain segments (`logs/…/000001.log`); a refused key is `.invalidArgument`. Writes are
/// whole or not at all: a
/// reader sees the old content or the new, never a part. Every call may be made from several machines at once.
public protocol ArtifactStore: StackComponent {
    /// A name for this place that is equal for two components only if they see the same bytes: `s3://bucket/prefix`,
    /// `file:///home/…`.
    var location: String { get }

    /// Keeps what `content` yields under `key`, replacing what was there. Memory stays bounded whatever the length.
    ///
    /// Cancelling it, or an error thrown by `content`, leaves what was there before.
    /// - Parameter length: the number of bytes to come, when known; another number is `.corrupted` and keeps nothing.
    /// - Throws: ``/ApusModel/ApusError`` with `.storageFull`, `.forbidden`, `.unavailable`.
    func write(_ content: ByteStream, length: Int64?, to key: String) async throws

    /// Keeps the bytes of the file at `file` under `key`, replacing what was there, and may take the file over: afterwards
    /// it is where it was, with the same bytes, or gone.
    ///
    /// It is for a file that nobody writes to any more, and spares the copy where a store can make the file its own. What
    /// a store keeps has no other name: a file with several, and one that a symbolic link leads to, stays and is copied.
    /// - Parameter length: the file's length in bytes; another is `.corrupted` and keeps nothing.
    /// - Throws: as ``write(_:length:to:)``; `.notFound` when there is no such file.
    func keep(_ file: FilePath, length: Int64, under key: String) async throws

    /// Calls `body` with the content under `key`, streamed; the content ends with `body`.
    /// - Parameter range: the bytes wanted, `nil` for all; past the end there are none.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound`; a content that ends early throws from the stream.
    func read<Result: Sendable>(
        _ key: String, range: Range<Int64>?, _ body: @Sendable (ByteStream) async throws -> Result
    ) async throws -> Result

    /// The size in bytes of what is under `key`, or `nil` if nothing is.
    func size(of key: String) async throws -> Int64?

    /// The keys that begin with `prefix`, in order.
    func keys(withPrefix prefix: String) async throws -> [String]

    /// Removes what is under `key`; nothing there is no error.
    func delete(_ key: String) async throws
}
