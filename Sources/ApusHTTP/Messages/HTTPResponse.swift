/// The final response to a request: its head is complete, its body still to be read.
public struct HTTPResponse: Sendable {
    public let status: Int
    public let headers: HTTPHeaders
    public let version: HTTPVersion
    /// Valid only inside the closure that was given the response.
    public let body: HTTPBody

    public init(status: Int, headers: HTTPHeaders = [:], version: HTTPVersion = .http1_1, body: HTTPBody = HTTPBody()) {
        self.status = status
        self.headers = headers
        self.version = version
        self.body = body
    }

    /// Whether the status is 200 to 299.
    public var isSuccess: Bool { (200..<300).contains(status) }
}
