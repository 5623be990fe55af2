import ApusHTTP
import Logging
import Synchronization

/// Tells people what an API server warns of beside its answers, each text once: deprecated versions, what a policy will
/// refuse one day, fields that are ignored
/// (https://kubernetes.io/docs/reference/using-api/api-concepts/#warnings).
final class ServerWarnings: Sendable {
    private let told = Mutex<Set<String>>([])

    /// - Parameter action: what was asked of the server when it warned first.
    func tell(_ headers: HTTPHeaders, about action: String, to logger: Logger) {
        for text in headers.values(of: "Warning").compactMap(Self.text) where isNews(text) {
            logger.warning("the cluster warns", metadata: ["warning": "\(text)", "action": "\(action)"])
        }
    }

    private func isNews(_ text: String) -> Bool {
        told.withLock { $0.count < Self.limit && $0.insert(text).inserted }
    }

    /// The text of `299 - "text"` (RFC 7234, section 5.5), or `nil` for another form.
    static func text(_ value: String) -> String? {
        let parts = value.split(separator: " ", maxSplits: 2)
        guard parts.count == 3, parts[0] == "299", parts[2].first == "\"" else { return nil }
        var text = ""
        var isEscaped = false
        for character in parts[2].dropFirst() {
            if isEscaped {
                text.append(character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else if character == "\"" {
                return String(text.prefix(longestText))
            } else {
                text.append(character)
            }
        }
        return nil
    }

    /// A server that puts something new into every warning is not listened to for ever.
    private static let limit = 100
    private static let longestText = 1000
}
