import ApusHTTP
public import Logging

extension KubernetesClient {
    /// A client whose requests are sent again a given number of times and last no longer than a limit.
    /// - Parameter timeLimit: for each request that ends, unlike a watch; `nil` for the usual limits.
    public init(_ access: ClusterAccess, maximumRetries: Int, timeLimit: Duration?, logger: Logger) {
        self.init(
            access, retry: RetryPolicy(attempts: maximumRetries + 1), logger: logger,
            http: { configuration in
                let client = CurlHTTPClient(configuration: configuration)
                guard let timeLimit else { return client }
                return LimitedHTTPClient(client: client, limit: timeLimit)
            })
    }
}
