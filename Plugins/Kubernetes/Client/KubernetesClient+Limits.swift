public import ApusHTTP
public import Logging

extension KubernetesClient {
    /// A client whose requests are sent again a given number of times and last no longer than a limit.
    /// - Parameters:
    ///   - timeLimit: for each request that ends, unlike a watch; `nil` for the usual limits.
    ///   - loop: where the transfers happen; `nil` for a thread of the client's own.
    ///   - creationCoalescing: for how long the answer to ``create(named:as:in:_:)`` may lie unread, so that it is read
    ///     with what watches bring.
    public init(
        _ access: ClusterAccess, maximumRetries: Int, timeLimit: Duration?, on loop: HTTPEventLoop? = nil,
        creationCoalescing: Duration = .zero, logger: Logger
    ) {
        self.init(
            access, retry: RetryPolicy(attempts: maximumRetries + 1), creationCoalescing: creationCoalescing,
            logger: logger,
            http: { configuration in
                let client = CurlHTTPClient(configuration: configuration, on: loop)
                guard let timeLimit else { return client }
                return LimitedHTTPClient(client: client, limit: timeLimit)
            })
    }
}
