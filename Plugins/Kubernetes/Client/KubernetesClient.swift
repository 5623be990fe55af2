public import ApusHTTP
import ApusModel
public import FoundationEssentials
public import Logging

/// A client of one cluster's API. Its requests carry credentials that it renews by itself, and those that may be
/// repeated are, when the server is overloaded or cannot be reached.
/// What the server warns of is logged, once for each text.
///
/// Everything that it throws is an ``/ApusModel/ApusError``, or `CancellationError`; an answer of the server is its
/// cause, as ``APIStatus``. The codes: `.unauthorized` (401), `.forbidden` (403), `.notFound` (404), `.alreadyExists`
/// and `.conflict` (409), `.rejected` (400, 413, 422), `.unavailable` (429, 5xx, nobody answers), `.timedOut`,
/// `.untrusted` (a certificate that the authority did not sign).
public struct KubernetesClient: Sendable {
    public let access: ClusterAccess
    let session: ClusterSession
    let discovery: DiscoveryCache
    let warnings: ServerWarnings
    let retry: RetryPolicy
    /// For how long the answer to ``create(named:as:in:_:)`` may lie unread, so that it is read together with what watches
    /// bring; 20 ms at most where many requests are under way.
    let creationCoalescing: Duration
    let logger: Logger
    /// So that many requests neither need connections of their own nor are refused: an HTTP/2 connection to an API server
    /// takes 250 at once, and a server 200 that change something, of everybody
    /// (https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/).
    let gate = RequestGate(width: 64)

    /// Contacts nothing.
    /// - Parameters:
    ///   - creationCoalescing: for how long the answer to ``create(named:as:in:_:)`` may lie unread, so that it is read
    ///     with what watches bring.
    ///   - now: tells when credentials end.
    ///   - http: makes what requests are sent with; called once, and again when the client certificate changes.
    public init(
        _ access: ClusterAccess, retry: RetryPolicy = RetryPolicy(), creationCoalescing: Duration = .zero,
        logger: Logger = Logger(label: "apus.kubernetes"), now: @escaping @Sendable () -> Date = { Date() },
        http: @escaping @Sendable (HTTPClientConfiguration) -> any HTTPClient = { CurlHTTPClient(configuration: $0) }
    ) {
        self.access = access
        self.retry = retry
        self.creationCoalescing = creationCoalescing
        self.logger = logger
        session = ClusterSession(access, logger: logger, now: now, makeHTTP: http)
        discovery = DiscoveryCache()
        warnings = ServerWarnings()
    }

    /// Ends every exchange. A client that is closed makes a new connection when it is used again.
    public func close() async { await session.close() }
}
