import Synchronization

/// The requests that are being answered.
final class RunningRequests: Sendable {
    private let tasks = Mutex<[Int64: Task<Void, Never>]>([:])

    func start(_ id: Int64, _ work: @escaping @Sendable () async -> Void) {
        tasks.withLock { tasks in
            tasks[id] = Task {
                await work()
                self.tasks.withLock { $0[id] = nil }
            }
        }
    }

    func cancel(_ id: Int64) {
        let task = tasks.withLock { $0[id] }
        task?.cancel()
    }
}
