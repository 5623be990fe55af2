import Synchronization

/// Holds up whoever comes until it is opened.
final class Gate: Sendable {
    private let state = Mutex<(isOpen: Bool, waiting: [AsyncStream<Void>.Continuation])>((false, []))

    /// How many wait.
    var count: Int { state.withLock { $0.waiting.count } }

    var isOpen: Bool { state.withLock { $0.isOpen } }

    func open() {
        state.withLock { state in
            state.isOpen = true
            for continuation in state.waiting { continuation.finish() }
        }
    }

    /// - Throws: `CancellationError`.
    func pass() async throws {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        state.withLock { state in
            if state.isOpen { continuation.finish() } else { state.waiting.append(continuation) }
        }
        for await _ in stream {}
        try Task.checkCancellation()
    }
}
