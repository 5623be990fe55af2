import ApusModel
import Crypto
import FoundationEssentials

extension ContentDigest {
    /// The digest of `data`.
    init(of data: Data) throws {
        guard let digest = ContentDigest(bytes: SHA256.hash(data: data)) else {
            throw ApusError(.internalFailure, "a SHA-256 digest has not 32 bytes")
        }
        self = digest
    }
}
