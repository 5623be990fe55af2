import KubernetesClient
import Synchronization

/// A pod that is being played, until somebody deletes it.
final class PodPlay: Sendable {
    private struct State {
        var isDeleted = false
        var isOver = false
        var waiting: [AsyncStream<Void>.Continuation] = []
    }

    let pod: HollowPod
    let script: PodScript
    private let state = Mutex(State())

    init(_ pod: HollowPod, _ script: PodScript) {
        self.pod = pod
        self.script = script
    }

    var name: String { pod.metadata.name }

    /// Asks for the end; asking again is harmless.
    /// - Returns: whether somebody still plays the pod, and sees to it.
    @discardableResult
    func end() -> Bool {
        state.withLock { state in
            state.isDeleted = true
            for continuation in state.waiting { continuation.finish() }
            return !state.isOver
        }
    }

    /// Nobody plays the pod any longer.
    /// - Returns: whether its end was asked for meanwhile.
    func finish() -> Bool {
        state.withLock { state in
            state.isOver = true
            return state.isDeleted
        }
    }

    /// Whether the end was asked for.
    var isDeleted: Bool { state.withLock { $0.isDeleted } }

    /// The result of `body`, which is cancelled when the end is asked for.
    /// - Throws: `CancellationError` when the end was asked for.
    func untilDeleted<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask(operation: body)
            group.addTask {
                for await _ in self.deletion() {}
                throw CancellationError()
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }

    /// Ends when the end is asked for.
    private func deletion() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream<Void>.makeStream()
        state.withLock { state in
            if state.isDeleted { continuation.finish() } else { state.waiting.append(continuation) }
        }
        return stream
    }
}
