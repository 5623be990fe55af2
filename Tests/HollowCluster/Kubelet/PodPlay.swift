import KubernetesClient
import Synchronization

/// A pod that is being played, until somebody deletes it.
final class PodPlay: Sendable {
    let pod: HollowPod
    let script: PodScript
    private let isOver = Mutex(false)
    private let endings = AsyncStream<Void>.makeStream()

    init(_ pod: HollowPod, _ script: PodScript) {
        self.pod = pod
        self.script = script
    }

    var name: String { pod.metadata.name }

    /// Asks for the end; asking again is harmless.
    func end() {
        isOver.withLock { $0 = true }
        endings.continuation.finish()
    }

    /// Whether the end was asked for.
    var isDeleted: Bool { isOver.withLock { $0 } }

    /// The result of `body`, which is cancelled when the end is asked for.
    /// - Throws: `CancellationError` when the end was asked for.
    func untilDeleted<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) async throws -> Value {
        try await withThrowingTaskGroup(of: Value.self) { group in
            group.addTask(operation: body)
            group.addTask { [endings] in
                for await _ in endings.stream {}
                throw CancellationError()
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() else { throw CancellationError() }
            return value
        }
    }
}
