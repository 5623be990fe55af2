import Glibc
import Synchronization

/// Passes requests to stop on to whatever the runner is doing at that moment.
final class StopRequests: Sendable {
    private struct State {
        var first: Int32?
        var handler: (@Sendable (Int32) -> Void)?
    }

    private let state = Mutex(State())

    /// The signal that asked first, if one did.
    var first: Int32? { state.withLock { $0.first } }

    /// Passes each signal on, and SIGKILL when `grace` has passed since the first, until the task is cancelled.
    func follow(_ signals: AsyncStream<Int32>, killAfter grace: Duration, _ clock: any Clock<Duration>) async {
        await withDiscardingTaskGroup { group in
            for await signal in signals {
                if pass(signal) {
                    group.addTask { [self] in
                        // Cancelled when what was to be stopped is over.
                        if (try? await clock.sleep(for: grace)) != nil { _ = pass(SIGKILL) }
                    }
                }
            }
        }
    }

    /// While `body` runs, each request calls `handler`, at once when one came already.
    func handling<Result>(
        by handler: @escaping @Sendable (Int32) -> Void, _ body: () async throws -> Result
    ) async rethrows -> Result {
        let earlier = state.withLock { state in
            state.handler = handler
            return state.first
        }
        if let earlier { handler(earlier) }
        defer { state.withLock { $0.handler = nil } }
        return try await body()
    }

    /// - Returns: whether it is the first.
    private func pass(_ signal: Int32) -> Bool {
        let (handler, isFirst) = state.withLock { state in
            defer { state.first = state.first ?? signal }
            return (state.handler, state.first == nil)
        }
        handler?(signal)
        return isFirst
    }
}
