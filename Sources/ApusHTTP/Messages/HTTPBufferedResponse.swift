public import FoundationEssentials

/// A response with all of its body.
public struct HTTPBufferedResponse: Sendable {
    public let status: Int
    public let headers: HTTPHeaders
    public let version: HTTPVersion
    public let body: Data

    public init(status: Int, headers: HTTPHeaders = [:], version: HTTPVersion = .http1_1, body: Data = Data()) {
        self.status = status
        self.headers = headers
        self.version = version
        self.body = body
    }

    /// Whether the status is 200 to 299.
    public var isSuccess: Bool { (200..<300).contains(status) }
}
