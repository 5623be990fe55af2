import ApusModel

/// Points to a blob or manifest (https://github.com/opencontainers/image-spec/blob/main/descriptor.md).
struct ImageDescriptor: Hashable, Sendable, Codable {
    let mediaType: MediaType
    let digest: ContentDigest
    /// In bytes.
    let size: Int64
    /// Where else the content is; such content is not kept in registries.
    let urls: [String]?
    let annotations: [String: String]?
    let platform: ImagePlatform?

    init(mediaType: MediaType, digest: ContentDigest, size: Int64) {
        self.mediaType = mediaType
        self.digest = digest
        self.size = size
        urls = nil
        annotations = nil
        platform = nil
    }
}
