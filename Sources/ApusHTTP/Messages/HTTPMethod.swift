/// A request method. An open set: any token is one, upper and lower case differ.
public struct HTTPMethod: Hashable, Sendable, RawRepresentable, CustomStringConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public var description: String { rawValue }

    public static let get: HTTPMethod = HTTPMethod(rawValue: "GET")
    public static let head: HTTPMethod = HTTPMethod(rawValue: "HEAD")
    public static let post: HTTPMethod = HTTPMethod(rawValue: "POST")
    public static let put: HTTPMethod = HTTPMethod(rawValue: "PUT")
    public static let patch: HTTPMethod = HTTPMethod(rawValue: "PATCH")
    public static let delete: HTTPMethod = HTTPMethod(rawValue: "DELETE")
    public static let options: HTTPMethod = HTTPMethod(rawValue: "OPTIONS")
}
