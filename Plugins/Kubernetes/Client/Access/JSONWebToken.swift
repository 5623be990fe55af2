public import ApusModel
public import FoundationEssentials

/// What a token says about itself when it is a JSON Web Token (RFC 7519), as those of service accounts are. Nothing is
/// verified: that is the server's part.
public struct JSONWebToken: Sendable, Hashable {
    /// Of a service account: `system:serviceaccount:NAMESPACE:NAME`.
    public let subject: String?
    public let expiresAt: Date?
    /// Whom it is for (RFC 7519, section 4.1.3).
    public let audiences: [String]

    private struct Claims: Decodable {
        let sub: String?
        let exp: Double?
        let aud: Audiences?
    }

    /// One text, or a list of them.
    private struct Audiences: Decodable {
        let texts: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let text = try? container.decode(String.self) {  // a list otherwise
                texts = [text]
            } else {
                texts = try container.decode([String].self)
            }
        }
    }

    /// `nil` when `token` is none.
    public init?(_ token: SecretString) {
        let parts = token.revealed().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        var text = String(parts[1]).replacing("-", with: "+").replacing("_", with: "/")
        while text.utf8.count % 4 != 0 { text += "=" }
        guard let data = Data(base64Encoded: text),
            let claims = try? CanonicalJSON.decode(Claims.self, from: data)  // no JSON: no such token
        else { return nil }
        subject = claims.sub
        audiences = claims.aud?.texts ?? []
        expiresAt = claims.exp.map { Date(timeIntervalSince1970: $0) }
    }
}
