public import ApusModel

/// An image in a registry: `host/repository:tag@sha256:…`.
public struct ImageReference: Hashable, Sendable, CustomStringConvertible {
    /// Host and port as users write them: `127.0.0.1:5000`, `docker.io`.
    public let host: String
    /// `team/digits`.
    public let repository: String
    public let tag: String?
    /// Says what the image is; a tag beside it is for people.
    public let digest: ContentDigest?

    public init(host: String, repository: String, tag: String? = nil, digest: ContentDigest? = nil) {
        self.host = host
        self.repository = repository
        self.tag = tag
        self.digest = digest
    }

    /// What the registry is asked for: the digest, else the tag, else `latest`.
    public var version: String { digest?.description ?? tag ?? "latest" }

    /// The same image pinned by `digest`, without its tag.
    public func pinned(to digest: ContentDigest) -> ImageReference {
        ImageReference(host: host, repository: repository, digest: digest)
    }

    public var description: String {
        "\(host)/\(repository)" + (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }
}
