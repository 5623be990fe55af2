public import ApusModel

/// What was written as an archive.
public struct WrittenArchive: Hashable, Sendable {
    /// Of the file, compressed or not.
    public let digest: ContentDigest
    /// Of the file, in bytes.
    public let size: Int64
    /// Of the tar stream before compression: what the OCI image specification calls a layer's DiffID
    /// (https://github.com/opencontainers/image-spec/blob/main/config.md#layer-diffid).
    public let uncompressedDigest: ContentDigest
    /// Of the tar stream before compression, in bytes.
    public let uncompressedSize: Int64

    public init(digest: ContentDigest, size: Int64, uncompressedDigest: ContentDigest, uncompressedSize: Int64) {
        self.digest = digest
        self.size = size
        self.uncompressedDigest = uncompressedDigest
        self.uncompressedSize = uncompressedSize
    }
}
