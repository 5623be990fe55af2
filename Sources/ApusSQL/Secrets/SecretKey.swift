import ApusModel
import Crypto
import FoundationEssentials

/// A key that secrets are sealed with: AES-256 in Galois/Counter Mode (NIST SP 800-38D).
struct SecretKey: Sendable {
    /// Tells keys apart without saying anything about them: the beginning of the key's SHA-256.
    let identity: String
    private let key: SymmetricKey

    /// The length of a key in bytes.
    static let length = 32

    /// - Parameter text: the key in base64; space around it is left out. `nil` when it is anything else.
    init?(base64 text: String) {
        guard let data = Data(base64Encoded: text.trimmed), data.count == Self.length else { return nil }
        key = SymmetricKey(data: data)
        identity = SHA256.hash(data: data).prefix(8).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
            .joined()
    }

    /// A new key in base64.
    static func makeBase64() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }.base64EncodedString()
    }

    /// - Parameter place: where the secret is kept; it can be opened only as the secret of that place.
    func seal(_ secret: SecretString, for place: String) throws -> Data {
        let box = try AES.GCM.seal(Data(secret.revealed().utf8), using: key, authenticating: Data(place.utf8))
        guard let combined = box.combined else { throw CryptoKitError.incorrectParameterSize }
        return combined
    }

    /// - Throws: `CryptoKitError` when the bytes were not sealed with this key for this place.
    func open(_ sealed: Data, for place: String) throws -> SecretString {
        let text = try AES.GCM.open(AES.GCM.SealedBox(combined: sealed), using: key, authenticating: Data(place.utf8))
        return SecretString(String(decoding: text, as: UTF8.self))
    }
}
