public import ApusHTTP
import ApusModel

extension KubernetesClient {
    /// Calls `body` with what a container prints, as it comes when following, at the reader's pace.
    ///
    /// ```swift
    /// try await client.withLog(of: "pod", options: PodLogOptions(follow: true)) { output in
    ///     for try await line in output.lines { … }
    /// }
    /// ```
    /// - Parameter namespace: `nil` for the namespace of ``access``.
    /// - Throws: `.notFound` when there is no such pod or container; `.unavailable` when it has not started, and when
    ///   the connection breaks.
    nonisolated(nonsending) public func withLog<Result: Sendable>(
        of pod: String, in namespace: String? = nil, options: PodLogOptions = PodLogOptions(),
        _ body: nonisolated(nonsending) (HTTPBody) async throws -> Result
    ) async throws -> Result {
        var request = APIRequest(
            action: "reading the log of pod '\(pod)' in namespace '\(namespace ?? access.namespace)'",
            path: ResourceKind.pods.path(in: namespace ?? access.namespace, name: pod, subresource: "log"),
            query: options.query)
        request.timeouts.total = nil
        // A program may be silent for as long as it likes.
        if options.follow { request.timeouts.idle = nil }
        do {
            return try await withResponse(to: request) { try await body($0.body) }
        } catch let error as ApusError where (error.cause as? APIStatus)?.code == 400 {
            throw ApusError(
                .unavailable, "pod '\(pod)' has no output yet", reason: error.reason,
                hint: "see why it waits: kubectl -n \(namespace ?? access.namespace) describe pod \(pod)",
                cause: error.cause)
        }
    }
}
