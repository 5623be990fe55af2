import ApusHTTP
public import ApusModel

extension RemoteStore {
    /// The run's changes; see ``/ApusCore/RunStore``.
    ///
    /// A connection that breaks, or carries nothing for 45 seconds, is made again from the last change that came. The
    /// stream throws only once the server stayed away for as long as the ``RemoteRetries`` say.
    public func events(of run: Identifier<Run>, after cursor: Int64) -> AsyncThrowingStream<RunEvent, any Error> {
        events(of: run, after: cursor, coalescing: .zero)
    }

    /// As ``events(of:after:)``; the server lets changes wait.
    public func events(
        of run: Identifier<Run>, after cursor: Int64, coalescing: Duration
    ) -> AsyncThrowingStream<RunEvent, any Error> {
        let (stream, feed) = AsyncThrowingStream.makeStream(of: RunEvent.self)
        let subscription = RemoteSubscription(server: server, run: run, coalescing: coalescing)
        let task = Task(executorPreference: CurrentExecutor.preference) {
            do {
                try await subscription.follow(after: cursor) { feed.yield($0) }
                feed.finish()
            } catch {
                feed.finish(throwing: error)
            }
        }
        feed.onTermination = { _ in task.cancel() }
        return stream
    }
}
