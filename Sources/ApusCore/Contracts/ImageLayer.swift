public import ApusModel
public import SystemPackage

/// A layer of an image: a gzip-compressed tar file on this machine, with what manifests and configurations say about it
/// (https://github.com/opencontainers/image-spec/blob/main/layer.md).
public struct ImageLayer: Hashable, Sendable {
    public let file: FilePath
    /// Of the file.
    public let digest: ContentDigest
    /// Of the file, in bytes.
    public let size: Int64
    /// Of the tar stream in it: the layer's DiffID.
    public let uncompressedDigest: ContentDigest

    public init(file: FilePath, digest: ContentDigest, size: Int64, uncompressedDigest: ContentDigest) {
        self.file = file
        self.digest = digest
        self.size = size
        self.uncompressedDigest = uncompressedDigest
    }
}
