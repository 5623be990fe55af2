import ApusModel
import Crypto
import FoundationEssentials
import JWTKit

/// A key that signs tokens by EdDSA over the curve Ed25519 (RFC 8037), or did so once.
struct TokenKey: Hashable, Sendable, Codable {
    /// What tokens name it by: `kid` of RFC 7515, section 4.1.4.
    let id: String
    let createdAt: Date
    /// 32 bytes.
    let publicKey: Data
    /// 32 bytes; `nil` once the key is retired: nobody can sign with it any more, whoever gets hold of the file.
    private(set) var privateKey: Data?
    private(set) var retiredAt: Date?
    /// Whether tokens of schedules were signed with it, which have no end.
    var hasSignedForSchedules = false

    /// A new key.
    init(at: Date) {
        let key = Curve25519.Signing.PrivateKey()
        id = Identifier<TokenKey>.make().rawValue
        createdAt = Timestamp.rounded(at)
        publicKey = key.publicKey.rawRepresentation
        privateKey = key.rawRepresentation
    }

    mutating func retire(at: Date) {
        retiredAt = Timestamp.rounded(at)
        privateKey = nil
    }

    /// What signs, or only verifies when the key is retired.
    func signer() throws -> any EdDSAKey {
        if let privateKey {
            return EdDSA.PrivateKey(backing: try Curve25519.Signing.PrivateKey(rawRepresentation: privateKey))
        }
        return EdDSA.PublicKey(backing: try Curve25519.Signing.PublicKey(rawRepresentation: publicKey))
    }
}
