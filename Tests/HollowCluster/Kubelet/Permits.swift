import Synchronization

/// Lets so many through at a time; the others wait in order.
final class Permits: Sendable {
    private struct State {
        var free: Int
        var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

        /// Those who can go on now.
        mutating func grant() -> [CheckedContinuation<Void, Never>] {
            var granted: [CheckedContinuation<Void, Never>] = []
            while let first = waiting.first, first.count <= free {
                free -= first.count
                granted.append(first.continuation)
                waiting.removeFirst()
            }
            return granted
        }
    }

    let count: Int
    private let state: Mutex<State>

    init(_ count: Int) {
        self.count = count
        state = Mutex(State(free: count))
    }

    /// Calls `body` with so many permits, at most all.
    func with<Result: Sendable>(
        _ wanted: Int = 1, _ body: @Sendable () async throws -> Result
    ) async rethrows -> Result {
        let wanted = min(wanted, count)
        await withCheckedContinuation { continuation in
            let granted = state.withLock { state in
                state.waiting.append((wanted, continuation))
                return state.grant()
            }
            for continuation in granted { continuation.resume() }
        }
        defer {
            let granted = state.withLock { state in
                state.free += wanted
                return state.grant()
            }
            for continuation in granted { continuation.resume() }
        }
        return try await body()
    }
}
