import Synchronization

/// Lets only so many operations run at once. The others wait, first come first served.
///
/// Requests that are all sent at once cost a connection and buffers each, and a server that has to refuse some of them.
/// Its width follows the server: each refusal halves it, and it grows back by one with every round of successes, as TCP
/// does it (RFC 5681).
public final class RequestGate: Sendable {
    private struct State {
        var width: Int
        var running = 0
        var waiting: [Int: CheckedContinuation<Void, any Error>] = [:]
        /// Those that wait, in their order, and in between some that have left.
        var queue: ArraySlice<Int> = []
        var lastNumber = 0
        /// Successes since the width last changed.
        var successes = 0
        /// How many that began before the last refusal are still running: their refusals say nothing new.
        var unjudged = 0

        /// - Returns: `nil` for one that has to wait.
        mutating func enter(
            _ waiter: CheckedContinuation<Void, any Error>, _ number: Int
        ) -> Result<Void, any Error>? {
            if Task.isCancelled { return .failure(CancellationError()) }
            if running < width, waiting.isEmpty {
                running += 1
                return .success(())
            }
            waiting[number] = waiter
            queue.append(number)
            return nil
        }

        mutating func admit() -> [CheckedContinuation<Void, any Error>] {
            var admitted: [CheckedContinuation<Void, any Error>] = []
            while running < width, let number = queue.popFirst() {
                guard let waiter = waiting.removeValue(forKey: number) else { continue }
                running += 1
                admitted.append(waiter)
            }
            return admitted
        }
    }

    /// The most that ever run at once.
    public let widest: Int
    private let state: Mutex<State>

    /// - Parameter width: at least 1.
    public init(width: Int) {
        widest = max(width, 1)
        state = Mutex(State(width: max(width, 1)))
    }

    /// How many may run at once now.
    public var width: Int { state.withLock { $0.width } }
    /// How many run, and how many wait for their turn.
    public var runningCount: Int { state.withLock { $0.running } }
    public var waitingCount: Int { state.withLock { $0.waiting.count } }
    /// Whether some wait, or a quarter of those that may run do.
    public var isCrowded: Bool { state.withLock { !$0.waiting.isEmpty || $0.running * 4 >= $0.width } }

    /// Runs `body` when its turn has come.
    /// - Throws: what `body` throws; `CancellationError` when the task is cancelled while it waits.
    nonisolated(nonsending) public func pass<Result: Sendable>(
        _ body: nonisolated(nonsending) () async throws -> Result
    ) async throws -> Result {
        try await enter()
        defer { leave() }
        return try await body()
    }

    /// Takes note that the server did what it was asked for.
    public func succeed() {
        let admitted = state.withLock { state in
            guard state.width < widest else { return [CheckedContinuation<Void, any Error>]() }
            state.successes += 1
            if state.successes >= state.width {
                state.width += 1
                state.successes = 0
            }
            return state.admit()
        }
        for waiter in admitted { waiter.resume() }
    }

    /// Takes note that the server had too much to do.
    public func refuse() {
        state.withLock { state in
            guard state.unjudged == 0 else { return }
            state.unjudged = state.running
            state.width = max(state.width / 2, 1)
            state.successes = 0
        }
    }

    private func leave() {
        let admitted = state.withLock { state in
            state.running -= 1
            state.unjudged = max(state.unjudged - 1, 0)
            return state.admit()
        }
        for waiter in admitted { waiter.resume() }
    }

    nonisolated(nonsending) private func enter() async throws {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { waiter in
                if let answer = state.withLock({ $0.enter(waiter, number) }) { waiter.resume(with: answer) }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: number) }?.resume(throwing: CancellationError())
        }
    }
}
