/// What to do with an answer that points elsewhere (301, 302, 303, 307, 308 with a `Location`).
public struct HTTPRedirectPolicy: Sendable, Hashable {
    let maximum: Int

    /// Such an answer is the response.
    public static let none: HTTPRedirectPolicy = HTTPRedirectPolicy(maximum: 0)

    /// Ask there instead, at most `maximum` times in a row.
    ///
    /// Credentials (`Authorization`, `Cookie`, `Proxy-Authorization`, an AWS signature, a user in the URL) go only
    /// where
    /// scheme, host and port stay the same. 303 becomes GET, and so does a POST after 301 and 302; the rest repeats the
    /// method and the body. From HTTPS to HTTP is refused.
    public static func follow(maximum: Int = 10) -> HTTPRedirectPolicy { HTTPRedirectPolicy(maximum: maximum) }
}
