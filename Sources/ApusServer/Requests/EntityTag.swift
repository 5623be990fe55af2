import ApusModel
import Crypto
import FoundationEssentials

/// The strong entity tag of a representation: RFC 9110, section 8.8.3.
struct EntityTag: Hashable, Sendable {
    /// As it stands in headers, in quotation marks.
    let text: String

    /// - Parameter body: the representation's bytes.
    init(of body: Data) {
        text = "\"\(Data(SHA256.hash(data: body)).base64EncodedString())\""
    }

    /// Whether `If-None-Match` names it: section 13.1.2, by weak comparison.
    func isNamed(inNoneMatch header: String) -> Bool {
        Self.names(header).contains { $0 == "*" || $0 == text || $0 == "W/\(text)" }
    }

    /// Whether `If-Match` names it: section 13.1.1, by strong comparison.
    func isNamed(inMatch header: String) -> Bool { Self.names(header).contains { $0 == "*" || $0 == text } }

    private static func names(_ header: String) -> [String] { header.split(separator: ",").map { String($0).trimmed } }
}
