import ApusAPI
import ApusModel
import FoundationEssentials

/// One call to a server.
struct RemoteCall: Sendable {
    let route: Route
    /// Path and query, percent-encoded.
    let target: String
    let body: Data?
    /// Names the call when it makes something, so that it may be made again without making more.
    let idempotencyKey: String?

    /// - Parameters:
    ///   - values: for the places in the route's path, in order.
    ///   - query: what has no value is left out.
    init(_ route: Route, _ values: String..., query: [(String, String?)] = []) {
        self.init(route, values, query: query, body: nil)
    }

    /// - Parameter body: sent as JSON.
    init(_ route: Route, _ values: String..., body: some Encodable) throws {
        self.init(route, values, query: [], body: try CanonicalJSON.encode(body))
    }

    init(_ route: Route, _ attempt: Attempt.Key, body: some Encodable) throws {
        try self.init(route, attempt.run.rawValue, attempt.step, String(attempt.number), body: body)
    }

    private init(_ route: Route, _ values: [String], query: [(String, String?)], body: Data?) {
        self.route = route
        let pairs = query.compactMap { name, value in value.map { "\(name)=\(PercentEncoding.encode($0))" } }
        target = route.path(values) + (pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&"))
        self.body = body
        idempotencyKey = route.isCreation ? Identifier<RemoteCall>.make().rawValue : nil
    }
}
