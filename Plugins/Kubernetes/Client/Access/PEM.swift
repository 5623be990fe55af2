public import ApusModel
import FoundationEssentials

/// Certificates and keys as text (RFC 7468).
public enum PEM {
    /// The PEM text that `text` is, or that it is the base64 of, as kubeconfig files have it.
    /// - Parameter subject: what it is, for messages: `certificate_authority`.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration`.
    public static func text(_ text: String, as subject: String) throws(ApusError) -> String {
        if text.contains("-----BEGIN ") { return text }
        if let data = Data(base64Encoded: text.filter { !$0.isWhitespace }) {
            let decoded = String(decoding: data, as: UTF8.self)
            if decoded.contains("-----BEGIN ") { return decoded }
        }
        throw ApusError(
            .invalidConfiguration, "\(subject) is neither PEM nor the base64 of PEM",
            hint: "PEM begins with -----BEGIN; give a file with --OPTION=@FILE")
    }
}
