import Synchronization

/// A clock on which time stands still until somebody lets it pass; then nobody has to wait.
final class HeldClock: Clock {
    typealias Instant = ContinuousClock.Instant

    private struct State {
        var isPassing = false
        var sleepers: [AsyncStream<Void>.Continuation] = []
    }

    let now = ContinuousClock.now
    let minimumResolution = Duration.nanoseconds(1)
    private let state = Mutex(State())

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        let isPassing = state.withLock { state in
            if !state.isPassing { state.sleepers.append(end) }
            return state.isPassing
        }
        if !isPassing { for await _ in ends {} }
        try Task.checkCancellation()
    }

    /// Lets time pass until `task` is over, and returns what became of it.
    func pass<Value: Sendable>(until task: Task<Value, any Error>) async -> Result<Value, any Error> {
        let sleepers = state.withLock { state in
            state.isPassing = true
            defer { state.sleepers = [] }
            return state.sleepers
        }
        for end in sleepers { end.finish() }
        let result = await task.result
        state.withLock { $0.isPassing = false }
        return result
    }
}
