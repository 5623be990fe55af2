public import ApusModel

/// The content of an artifact of a run that was removed. It is to go once no run names it.
public struct CondemnedContent: Hashable, Sendable, Codable {
    public let digest: ContentDigest
    /// Bytes as kept.
    public let size: Int64
    /// The component that keeps it, as the run's plan had it.
    public let artifactStore: Component

    public init(digest: ContentDigest, size: Int64, artifactStore: Component) {
        self.digest = digest
        self.size = size
        self.artifactStore = artifactStore
    }

    /// Where the artifact store keeps it.
    public var key: String { Artifact.key(of: digest) }
}
