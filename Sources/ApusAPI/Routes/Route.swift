import ApusModel

/// One call of the REST interface: its method, the shape of its path, and who may make it.
public struct Route: Hashable, Sendable {
    /// The HTTP methods that the interface uses.
    public enum Method: String, Hashable, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case delete = "DELETE"
    }

    public let method: Method
    /// The path below the server's URL, with `{name}` where a value goes: `/api/v1/runs/{run}/plan`.
    public let template: String
    /// Who may call it. There is no other place that says so.
    public let access: RouteAccess

    /// - Parameters:
    ///   - path: below `prefix`, beginning with `/`.
    ///   - prefix: empty for what is not part of a version of the interface.
    init(_ method: Method, _ path: String, _ access: RouteAccess, below prefix: String = Self.prefix) {
        self.method = method
        template = prefix + path
        self.access = access
    }

    /// What the paths of this version of the interface begin with.
    public static let prefix = "/api/v1"

    /// The names of the places in the template, in order.
    public var places: [String] {
        template.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    /// The path with `values` in the places of the template, in order, each percent-encoded as one segment.
    public func path(_ values: [String]) -> String {
        var rest = values[...]
        return template.split(separator: "/")
            .map { "/" + ($0.hasPrefix("{") ? PercentEncoding.encode(rest.popFirst() ?? "") : String($0)) }
            .joined()
    }
}
