import Synchronization

/// Lets a task begin on a thread of the caller's choice, as its preferred executor
/// (https://github.com/swiftlang/swift-evolution/blob/main/proposals/0417-task-executor-preference.md). Child tasks, and
/// what follows once the task has waited for something, run on the pool's threads.
///
/// Many a step waits for nothing, and starting the pool takes longer than it.
final class FirstThread: TaskExecutor {
    private enum State {
        case waiting
        case given(UnownedJob)
        case done
    }

    private let state = Mutex(State.waiting)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isTaken = state.withLock { state in
            guard case .waiting = state else { return false }
            state = .given(job)
            return true
        }
        if !isTaken { globalConcurrentExecutor.enqueue(job) }
    }

    /// Runs, on the current thread, what the task does until it waits for something.
    func begin() {
        let job = state.withLock { state in
            defer { state = .done }
            guard case .given(let job) = state else { return nil as UnownedJob? }
            return job
        }
        job?.runSynchronously(on: asUnownedTaskExecutor())
    }
}
