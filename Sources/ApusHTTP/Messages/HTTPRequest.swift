/// A request. Its description shows no header values, no query and no credentials.
public struct HTTPRequest: Sendable {
    public var method: HTTPMethod
    /// An absolute `http` or `https` URL, percent-encoded.
    public var url: String
    /// `Content-Length`, `Transfer-Encoding` and, by default, `Host` are made from the rest.
    public var headers: HTTPHeaders
    public var body: HTTPRequestBody
    /// `nil`: those of the client.
    public var timeouts: HTTPTimeouts?
    public var redirects: HTTPRedirectPolicy
    /// For how long bytes of the response may lie unread, so that those that follow are read with them: each reading wakes
    /// the program. The shortest time of all requests to that server that are under way counts, so that beside one with
    /// `.zero` nothing waits. Nor does it once there are 256 KiB, or when the connection ends.
    public var coalescing: Duration
    /// If set, the request is signed, and `headers` must not have `Authorization`.
    public var signature: AWSSignature?

    public init(
        _ method: HTTPMethod = .get,
        _ url: String,
        headers: HTTPHeaders = [:],
        body: HTTPRequestBody = .none,
        timeouts: HTTPTimeouts? = nil,
        redirects: HTTPRedirectPolicy = .none,
        coalescing: Duration = .zero,
        signature: AWSSignature? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeouts = timeouts
        self.redirects = redirects
        self.coalescing = coalescing
        self.signature = signature
    }
}

extension HTTPRequest: CustomStringConvertible, CustomReflectable {
    public var description: String { "\(method) \(RedactedURL(url))" }
    public var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}
