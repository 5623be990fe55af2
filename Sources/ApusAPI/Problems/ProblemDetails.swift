/// An error as the server sends it: problem details of RFC 9457, of the type `about:blank`, with the extension members
/// `code`, `reason` and `hint`.
public struct ProblemDetails: Hashable, Sendable, Codable {
    /// The HTTP status.
    public let status: Int
    /// The status in words, as RFC 9457, section 4.2.1 wants for `about:blank`.
    public let title: String
    /// The error's summary.
    public let detail: String
    /// The error's code.
    public let code: String
    /// Why, when `detail` does not say it.
    public let reason: String?
    /// What to do next.
    public let hint: String?

    /// - Parameter title: see ``title``; the status in digits when it is not known.
    public init(status: Int, title: String, detail: String, code: String, reason: String? = nil, hint: String? = nil) {
        self.status = status
        self.title = title
        self.detail = detail
        self.code = code
        self.reason = reason
        self.hint = hint
    }

    /// RFC 9457, section 6.1.
    public static let mediaType = "application/problem+json"
}
