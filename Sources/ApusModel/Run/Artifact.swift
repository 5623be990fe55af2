/// A versioned output of a step. Its content is found by its digest: two artifacts with the same digest share the
/// bytes.
public struct Artifact: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case file
        /// Kept as one archive; the digest is that of the archive, which is reproducible.
        case folder
        /// A file whose whole content is one JSON value.
        case json
    }

    public let digest: ContentDigest
    /// Bytes as kept.
    public let size: Int64
    public let kind: Kind

    public init(digest: ContentDigest, size: Int64, kind: Kind) {
        self.digest = digest
        self.size = size
        self.kind = kind
    }

    /// Where an artifact store keeps the content: `artifacts/sha256/ab/cdef…`.
    public var key: String { Self.key(of: digest) }

    /// Where an artifact store keeps the content with that digest.
    public static func key(of digest: ContentDigest) -> String {
        "artifacts/sha256/\(digest.hexadecimal.prefix(2))/\(digest.hexadecimal.dropFirst(2))"
    }
}
