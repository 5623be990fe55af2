public import ApusModel
public import Crypto
public import FoundationEssentials

extension ContentDigest {
    /// What a SHA-256 found.
    public init(_ hash: SHA256Digest) {
        // Proof: a SHA-256 has 32 bytes, and any 32 bytes may be one.
        guard let digest = ContentDigest(bytes: hash) else { preconditionFailure("a SHA-256 has 32 bytes") }
        self = digest
    }

    /// The SHA-256 of `data`.
    public init(of data: Data) { self.init(SHA256.hash(data: data)) }
}
