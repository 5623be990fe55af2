public import Logging

/// How a ``CurlHTTPClient`` connects.
public struct HTTPClientConfiguration: Sendable {
    public var tls: HTTPTLSConfiguration
    public var proxy: HTTPProxy
    /// The `User-Agent` of requests that do not bring their own.
    public var userAgent: String
    /// For requests that do not bring their own.
    public var timeouts: HTTPTimeouts
    /// Where uses of unverified TLS are warned of.
    public var logger: Logger

    public init(
        tls: HTTPTLSConfiguration = HTTPTLSConfiguration(),
        proxy: HTTPProxy = .environment,
        userAgent: String = "apus",
        timeouts: HTTPTimeouts = HTTPTimeouts(),
        logger: Logger = Logger(label: "apus.http")
    ) {
        self.tls = tls
        self.proxy = proxy
        self.userAgent = userAgent
        self.timeouts = timeouts
        self.logger = logger
    }
}
