import FoundationEssentials

/// A request, checked, in the form in which libcurl wants it.
struct PreparedRequest: Sendable {
    enum Body: Sendable {
        case none
        case bytes(Data)
        case file(RequestFile)
        case stream(length: Int64?, any AsyncSequence<Data, any Error> & Sendable)

        var length: Int64? {
            switch self {
            case .none: 0
            case .bytes(let data): Int64(data.count)
            case .file(let file): file.length
            case .stream(let length, _): length
            }
        }
    }

    let original: HTTPRequest
    let configuration: HTTPClientConfiguration
    let url: String
    let origin: CurlURL.Origin
    /// In libcurl's form: where to connect to whatever the URL says.
    let connectTo: String?
    let headerLines: [String]
    let hasUserAgent: Bool
    let body: Body
    let timeouts: HTTPTimeouts

    /// - Throws: ``HTTPError`` with `.invalidRequest`.
    init(_ request: HTTPRequest, configuration: HTTPClientConfiguration) throws {
        original = request
        self.configuration = configuration
        timeouts = request.timeouts ?? configuration.timeouts
        var headers = request.headers
        headers.removeAll(named: "Content-Length")
        headers.removeAll(named: "Transfer-Encoding")
        var url = try CurlURL(request.signature == nil ? request.url : CanonicalQuery.url(request.url))
        var connectTo: String?
        if let name = configuration.tls.serverName, url.scheme == "https" {
            connectTo = "::\(url.host):\(url.port)"
            if headers["Host"] == nil { headers["Host"] = url.host + (url.explicitPort.map { ":\($0)" } ?? "") }
            guard url.replaceHost(by: name) else { throw HTTPError(.invalidRequest, "'\(name)' is no server name") }
        }
        if let signature = request.signature {
            guard headers["Authorization"] == nil else {
                throw HTTPError(.invalidRequest, "a signed request has an Authorization header of its own")
            }
            if let token = signature.sessionToken { headers["X-Amz-Security-Token"] = token }
            if signature.service == "s3", headers[AWSSignature.digestHeader] == nil {
                let isEmpty = request.body.length == 0
                headers[AWSSignature.digestHeader] = isEmpty ? AWSSignature.emptyDigest : AWSSignature.unsignedDigest
            }
        }
        guard HTTPFieldSyntax.isToken(request.method.rawValue) else {
            throw HTTPError(.invalidRequest, "'\(request.method)' is no method")
        }
        self.url = try url.text()
        origin = url.origin
        self.connectTo = connectTo
        hasUserAgent = headers["User-Agent"] != nil
        headerLines = try headers.map(HTTPFieldSyntax.line(for:)) + Self.omissions(request, headers)
        body =
            switch request.body.content {
            case .none: .none
            case .bytes(let data): .bytes(data)
            case .file(let path, let offset, let length):
                .file(try RequestFile(path: path, offset: offset, length: length))
            case .stream(let length, let sequence): .stream(length: length, sequence)
            }
    }

    /// A body that is sent with the head, in one piece where the protocol allows it; `nil` for one that follows.
    var enclosedBody: Data? {
        guard case .bytes(let data) = body, (1...Self.longestEnclosedBody).contains(data.count),
            original.method == .post, original.signature == nil
        else { return nil }
        return data
    }

    /// What libcurl would say by itself: that it waits before it sends a body, and that a body is a form's. libcurl 7.88
    /// would sign such a line, which it does not send.
    private static func omissions(_ request: HTTPRequest, _ headers: HTTPHeaders) -> [String] {
        if request.signature != nil { return [] }
        return headers["Content-Type"] == nil ? ["Expect:", "Content-Type:"] : ["Expect:"]
    }

    /// libcurl copies the bytes.
    private static let longestEnclosedBody = 16 << 10

    /// Whether to send a body, be it an empty one: the methods whose meaning is in the body say its length even then.
    var sendsBody: Bool {
        if case .none = body { return ["POST", "PUT", "PATCH"].contains(original.method.rawValue) }
        return true
    }
}
