/// The parts of an image for one platform (https://github.com/opencontainers/image-spec/blob/main/manifest.md).
struct ImageManifest: Hashable, Sendable, Codable {
    let schemaVersion: Int
    /// OCI manifests need not say.
    let mediaType: MediaType?
    let config: ImageDescriptor
    /// Lowest first.
    let layers: [ImageDescriptor]

    init(mediaType: MediaType, config: ImageDescriptor, layers: [ImageDescriptor]) {
        schemaVersion = 2
        self.mediaType = mediaType
        self.config = config
        self.layers = layers
    }
}
