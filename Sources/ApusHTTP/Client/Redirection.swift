/// Where a request goes, as answers send it on.
struct Redirection {
    private(set) var request: HTTPRequest
    private var count = 0

    init(_ request: HTTPRequest) { self.request = request }

    /// Points ``request`` to where `head` says; `false` if `head` is the response.
    /// - Throws: ``HTTPError`` with `.redirectFailed`.
    mutating func follow(_ head: ResponseHead) throws -> Bool {
        guard request.redirects.maximum > 0, [301, 302, 303, 307, 308].contains(head.status),
            let location = head.headers["Location"]
        else { return false }
        count += 1
        guard count <= request.redirects.maximum else {
            throw failure("redirected more than \(request.redirects.maximum) times")
        }
        var next = request
        var url = try CurlURL(request.url)
        let (origin, scheme) = (url.origin, url.scheme)
        guard url.resolve(location) else { throw failure("redirected to what is no URL") }
        if scheme == "https" && url.scheme == "http" { throw failure("redirected from https to http") }
        if url.origin != origin {
            url.removeUser()
            next.signature = nil
            for name in ["Authorization", "Cookie", "Proxy-Authorization", "Host"] {
                next.headers.removeAll(named: name)
            }
        }
        next.url = try url.text()
        if head.status == 303 && next.method != .head || [301, 302].contains(head.status) && next.method == .post {
            next.method = .get
            next.body = .none
            for name in ["Content-Type", "Content-Encoding"] { next.headers.removeAll(named: name) }
        } else if case .stream = next.body.content {
            throw failure("redirected, and its streamed body cannot be sent again")
        }
        request = next
        return true
    }

    private func failure(_ reason: String) -> HTTPError { HTTPError(.redirectFailed, reason, for: request) }
}
