extension HTTPError {
    /// What kind of failure this is. An open set: later versions may add codes.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        public let description: String
        let isTransient: Bool

        private init(_ description: String, isTransient: Bool = false) {
            self.description = description
            self.isTransient = isTransient
        }

        /// The host's name has no address, or nobody could be asked.
        public static let nameResolutionFailed = Code("name resolution failed", isTransient: true)
        /// Nobody accepted the connection.
        public static let connectionFailed = Code("connection failed", isTransient: true)
        /// The connection broke before the response's headers were here.
        public static let connectionLost = Code("connection lost", isTransient: true)
        /// ``HTTPTimeouts/connect`` passed.
        public static let connectTimedOut = Code("connecting timed out", isTransient: true)
        /// ``HTTPTimeouts/idle`` passed.
        public static let idleTimedOut = Code("idle for too long", isTransient: true)
        /// ``HTTPTimeouts/total`` passed.
        public static let totalTimedOut = Code("took too long", isTransient: true)
        /// The server's certificate is not trusted, not valid now or for another name.
        public static let tlsVerificationFailed = Code("certificate not trusted")
        /// The server wants a client certificate, and there was none or not the right one. (A server of TLS 1.2 that
        /// was
        /// given none says no more than ``tlsFailed``.)
        public static let clientCertificateRejected = Code("client certificate rejected")
        /// The configured authority, client certificate or key cannot be used.
        public static let invalidTLSConfiguration = Code("invalid TLS configuration")
        /// The TLS handshake failed for another reason.
        public static let tlsFailed = Code("TLS failed")
        /// The proxy could not be found or reached, or refused.
        public static let proxyFailed = Code("proxy failed", isTransient: true)
        /// The body ended before its end.
        public static let truncated = Code("truncated", isTransient: true)
        /// The body or a line is longer than the caller's limit, or the headers than 256 KiB.
        public static let tooLarge = Code("too large")
        /// What came is not HTTP, or breaks its rules.
        public static let protocolError = Code("protocol error")
        /// Redirected more often than allowed, from HTTPS to HTTP, to no valid place, or with a body that cannot be
        /// repeated.
        public static let redirectFailed = Code("redirect failed")
        /// The request cannot be sent as it is: its URL, a header, the length of its body, a file that cannot be read.
        public static let invalidRequest = Code("invalid request")
        /// The client is closed.
        public static let clientClosed = Code("client closed")
        /// libcurl failed for a reason of its own, such as want of memory.
        public static let internalFailure = Code("internal failure")

        /// Whether this is one of the three timeouts.
        public var isTimeout: Bool { self == .connectTimedOut || self == .idleTimedOut || self == .totalTimedOut }

        public static func == (left: Code, right: Code) -> Bool { left.description == right.description }
        public func hash(into hasher: inout Hasher) { hasher.combine(description) }
    }
}
