/// A URL as it may be shown: without user, query and fragment, where credentials live.
struct RedactedURL: Sendable, CustomStringConvertible {
    let description: String

    init(_ url: String) {
        var text = url.prefix { $0 != "?" && $0 != "#" }
        if let scheme = text.firstRange(of: "://") {
            let authority = text[scheme.upperBound...].prefix { $0 != "/" }
            if let at = authority.lastIndex(of: "@") {
                text.removeSubrange(scheme.upperBound...at)
            }
        }
        description = String(text)
    }
}
