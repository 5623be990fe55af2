/// Why there is no response, or no whole body. Two errors are equal when their codes are.
public struct HTTPError: Error, Sendable {
    public let code: Code
    /// The request's method and URL, the latter without user, query and fragment; empty where it is not known.
    public let request: String
    /// What happened, in this module's words and libcurl's.
    public let reason: String

    init(_ code: Code, _ reason: String, request: String = "") {
        self.code = code
        self.request = request
        self.reason = reason
    }

    /// For other implementations of ``HTTPClient``.
    public init(_ code: Code, _ reason: String, for request: HTTPRequest) {
        self.init(code, reason, request: request.description)
    }

    /// Whether the same request may succeed if it is sent again later, with nothing changed here.
    ///
    /// Whether sending it twice is harmless is for the caller to know: the server may have acted on the first one.
    public var isTransient: Bool { code.isTransient }
}

extension HTTPError: Equatable {
    public static func == (left: HTTPError, right: HTTPError) -> Bool { left.code == right.code }
}

extension HTTPError: CustomStringConvertible {
    public var description: String { request.isEmpty ? reason : "\(request): \(reason)" }
}
