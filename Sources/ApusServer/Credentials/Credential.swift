import ApusAPI
import ApusHashing
import ApusModel
import FoundationEssentials

/// A bearer token that a server makes for an account. It keeps the digest only: the text has 256 random bits, so a
/// plain SHA-256 tells nothing about it.
struct Credential: Sendable {
    let kind: CredentialKind
    let text: SecretString

    /// A new one.
    init(new kind: CredentialKind) {
        self.kind = kind
        text = SecretString(kind.rawValue + RandomText.make())
    }

    /// The one that a caller sent, or `nil` when it is of neither kind.
    init?(_ text: SecretString) {
        guard let kind = CredentialKind(of: text) else { return nil }
        self.kind = kind
        self.text = text
    }

    /// SHA-256 of the whole text.
    var digest: ContentDigest { ContentDigest(of: Data(text.revealed().utf8)) }
}
