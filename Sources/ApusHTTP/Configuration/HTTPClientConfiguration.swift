public import Logging

/// How a ``CurlHTTPClient`` connects.
public struct HTTPClientConfiguration: Sendable {
    public var tls: HTTPTLSConfiguration
    public var proxy: HTTPProxy
    /// The `User-Agent` of requests that do not bring their own.
    public var userAgent: String
    /// Requests above it wait for a connection. A watch holds one for as long as it runs, unless HTTP/2 shares it.
    /// `nil`: no limit.
    public var maximumConnectionsPerHost: Int?
    /// For requests that do not bring their own.
    public var timeouts: HTTPTimeouts
    /// Where uses of unverified TLS are warned of.
    public var logger: Logger

    public init(
        tls: HTTPTLSConfiguration = HTTPTLSConfiguration(),
        proxy: HTTPProxy = .environment,
        userAgent: String = "apus",
        maximumConnectionsPerHost: Int? = nil,
        timeouts: HTTPTimeouts = HTTPTimeouts(),
        logger: Logger = Logger(label: "apus.http")
    ) {
        self.tls = tls
        self.proxy = proxy
        self.userAgent = userAgent
        self.maximumConnectionsPerHost = maximumConnectionsPerHost
        self.timeouts = timeouts
        self.logger = logger
    }
}
