public import ApusModel

/// A login that a browser proves by a cookie.
public struct BrowserSession: Hashable, Sendable, Codable {
    public let account: Account
    /// What the header `X-Apus-CSRF` has to have in every call with the cookie that changes something.
    public let csrf: String

    public init(account: Account, csrf: String) {
        self.account = account
        self.csrf = csrf
    }

    /// The header that shows that a call was made by a page of the server itself.
    public static let csrfHeader = "X-Apus-CSRF"
}
