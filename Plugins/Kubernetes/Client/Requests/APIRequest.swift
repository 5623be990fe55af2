import ApusHTTP
import ApusModel
import FoundationEssentials

/// A request to an API server.
struct APIRequest: Sendable {
    /// When it may be sent again after a failure that may pass.
    enum Repetition: Sendable {
        /// Sending it twice is as good as once.
        case always
        /// Only when the server certainly did nothing the first time.
        case ifUntouched
    }

    /// What is tried, for messages: `reading Job 'x' in namespace 'y'`.
    var action: String
    var method: HTTPMethod = .get
    /// Percent-encoded, from `/api` on.
    var path: String
    var query: [(name: String, value: String)] = []
    var body: Data?
    /// Makes the body when the request's turn has come, in place of ``body``: of those that wait, none holds one.
    var content: (@Sendable () throws -> Data)?
    var contentType = "application/json"
    /// The forms that the answer may have.
    var accept = ObjectForm.json.accepted
    var repetition: Repetition = .always
    /// See ``/ApusHTTP/HTTPRequest/coalescing``.
    var coalescing: Duration = .zero
    var timeouts = HTTPTimeouts(connect: .seconds(15), idle: .seconds(60), total: .seconds(120))

    func httpRequest(to access: ClusterAccess, credential: IssuedCredential) throws -> HTTPRequest {
        let body = try content?() ?? body
        var url = access.server + path
        if !query.isEmpty {
            url +=
                "?"
                + query.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
                .joined(separator: "&")
        }
        var headers: HTTPHeaders = ["Accept": accept]
        headers["Authorization"] = credential.authorization
        for field in access.impersonation?.headers ?? [] { headers.append(field.name, field.value) }
        if body != nil { headers["Content-Type"] = contentType }
        return HTTPRequest(
            method, url, headers: headers, body: body.map { .bytes($0) } ?? .none, timeouts: timeouts,
            redirects: .follow(maximum: 3), coalescing: coalescing)
    }
}
