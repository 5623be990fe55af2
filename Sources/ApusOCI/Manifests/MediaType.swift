/// What a blob or manifest is. An open set.
///
/// OCI: https://github.com/opencontainers/image-spec/blob/main/media-types.md; Docker:
/// https://distribution.github.io/distribution/spec/manifest-v2-2.
struct MediaType: Hashable, Sendable, Codable, RawRepresentable, CustomStringConvertible {
    let rawValue: String

    init(rawValue: String) { self.rawValue = rawValue }

    init(from decoder: any Decoder) throws {
        self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    static let ociManifest = Self(rawValue: "application/vnd.oci.image.manifest.v1+json")
    static let ociIndex = Self(rawValue: "application/vnd.oci.image.index.v1+json")
    static let ociConfiguration = Self(rawValue: "application/vnd.oci.image.config.v1+json")
    static let ociLayer = Self(rawValue: "application/vnd.oci.image.layer.v1.tar+gzip")
    static let dockerManifest = Self(rawValue: "application/vnd.docker.distribution.manifest.v2+json")
    static let dockerIndex = Self(rawValue: "application/vnd.docker.distribution.manifest.list.v2+json")
    static let dockerConfiguration = Self(rawValue: "application/vnd.docker.container.image.v1+json")
    static let dockerLayer = Self(rawValue: "application/vnd.docker.image.rootfs.diff.tar.gzip")

    static let manifests = [ociManifest, ociIndex, dockerManifest, dockerIndex]

    var isIndex: Bool { self == .ociIndex || self == .dockerIndex }
    var isManifest: Bool { self == .ociManifest || self == .dockerManifest }

    var description: String { rawValue }
}
