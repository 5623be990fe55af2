public import KubernetesClient

/// How often a client's requests are sent; a step's policy has the same name.
public typealias RequestRetry = RetryPolicy
