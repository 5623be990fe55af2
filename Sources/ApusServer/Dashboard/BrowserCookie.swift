import ApusAPI
import ApusModel
import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird

/// The token of a login as a browser keeps it: in a cookie that no script sees and that no other site sends.
///
/// Calls with the cookie that change something need a header too, with a value that is derived from the token and that
/// pages of this server alone can read: the signed double-submit pattern, bound to the session, together with a custom
/// header, of https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html. The
/// token has 256 random bits, so the value, a SHA-256 over it in a domain of its own, tells nothing of it.
struct BrowserCookie: Sendable {
    let token: SecretString

    init(_ token: SecretString) { self.token = token }

    /// The one that came with the request, or `nil`.
    init?(of request: Request) {
        guard let cookie = request.cookies[Self.name], !cookie.value.isEmpty else { return nil }
        token = SecretString(cookie.value)
    }

    /// What the header has to have.
    var csrf: String {
        SHA256.hash(data: Data("apus csrf \(token.revealed())".utf8)).hexadecimal
    }

    /// - Throws: ``/ApusModel/ApusError`` with `.forbidden` when the request changes something and its header is not
    ///   the session's.
    func check(_ request: Request) throws(ApusError) {
        if [.get, .head].contains(request.method) { return }
        let given = HTTPField.Name(BrowserSession.csrfHeader).flatMap { request.headers[$0] } ?? ""
        let wanted = csrf
        // All of it is compared, so that the time tells nothing.
        let difference = zip(given.utf8, wanted.utf8).reduce(0) { $0 | ($1.0 ^ $1.1) }
        if given.utf8.count == wanted.utf8.count, difference == 0 { return }
        throw .forbidden(
            "a call with a cookie needs the header \(BrowserSession.csrfHeader)", hint: "load the page anew")
    }

    /// Sets the cookie for as long as the login lasts.
    /// - Parameter isSecure: whether it is sent over TLS only.
    func set(in response: inout Response, for seconds: Int, isSecure: Bool) {
        response.setCookie(
            Cookie(
                name: Self.name, value: token.revealed(), maxAge: seconds, path: "/", secure: isSecure, httpOnly: true,
                sameSite: .strict))
    }

    /// Takes the cookie back.
    static func clear(in response: inout Response) {
        response.setCookie(
            Cookie(name: name, value: "", maxAge: 0, path: "/", httpOnly: true, sameSite: .strict))
    }

    private static let name = "apus_session"
}
