public import ApusHTTP
public import FoundationEssentials

/// A request as the proxy sees it, with what Kubernetes calls its verb and resource
/// (https://kubernetes.io/docs/reference/access-authn-authz/authorization/#request-verb-resource).
public struct ProxiedRequest: Sendable {
    public let method: HTTPMethod
    /// Without the query.
    public let path: String
    /// As it came.
    public let query: String
    public private(set) var headers: HTTPHeaders
    public let body: Data
    /// `get`, `list`, `watch`, `create`, `patch`, `update`, `delete`, `deletecollection`.
    public let verb: String
    /// `jobs`, `pods`, `pods/log`, or the whole path where it is of no resource.
    public let resource: String

    init(_ method: HTTPMethod, target: String, headers: HTTPHeaders, body: Data) {
        let parts = target.split(separator: "?", maxSplits: 1)
        self.method = method
        self.headers = headers
        self.body = body
        path = parts.first.map(String.init) ?? "/"
        query = parts.count == 2 ? String(parts[1]) : ""
        let named = Self.resource(path)
        resource = named.resource
        let isWatch = query.split(separator: "&").contains { $0 == "watch=true" || $0 == "watch=1" }
        verb = Self.verb(method, isNamed: named.isNamed, isWatch: isWatch)
    }

    /// Path and query.
    var target: String { query.isEmpty ? path : "\(path)?\(query)" }

    /// Whether its answer has no end of its own.
    var isStream: Bool { verb == "watch" || resource == "pods/log" }

    /// The same for an answer in JSON, which tests can read, also where the client asks for the binary form.
    var askingForJSON: ProxiedRequest {
        var request = self
        request.headers["Accept"] = "application/json"
        return request
    }

    private static func verb(_ method: HTTPMethod, isNamed: Bool, isWatch: Bool) -> String {
        switch method {
        case .get: isWatch ? "watch" : isNamed ? "get" : "list"
        case .post: "create"
        case .put: "update"
        case .patch: "patch"
        case .delete: isNamed ? "delete" : "deletecollection"
        default: method.rawValue.lowercased()
        }
    }

    private static func resource(_ path: String) -> (resource: String, isNamed: Bool) {
        var parts = path.split(separator: "/").map(String.init)[...]
        guard let root = parts.popFirst(), root == "api" || root == "apis" else { return (path, false) }
        parts = parts.dropFirst(root == "api" ? 1 : 2)
        if parts.first == "namespaces", parts.count > 2 { parts = parts.dropFirst(2) }
        guard let resource = parts.popFirst() else { return (path, false) }
        guard parts.popFirst() != nil else { return (resource, false) }
        return (parts.first.map { "\(resource)/\($0)" } ?? resource, true)
    }
}
