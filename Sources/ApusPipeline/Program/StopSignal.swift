import Glibc

/// Turns SIGTERM into the cancellation of a task.
enum StopSignal {
    /// Runs `body` and ends the process: with 0, with 1 and the error on standard error, or with 143 when it was asked
    /// to stop. Waits on this thread, the first one.
    static func running(_ body: @escaping @Sendable () async throws -> Void) -> Never {
        sem_init(arrivals, 0, 0)
        signal(SIGTERM) { _ in sem_post(arrivals) }
        let work = Task.detached {
            do {
                try await body()
                exit(0)
            } catch {
                if Task.isCancelled { exit(128 + SIGTERM) }
                ProcessEnd.end(with: error)
            }
        }
        while true {
            if sem_wait(arrivals) == 0 { work.cancel() }
        }
    }
}

/// Counts the signals that came. Proof: made once, before any other thread, and then used by sem_post and sem_wait alone,
/// which any thread and any handler of a signal may call (POSIX.1-2017, 2.4.3).
nonisolated(unsafe) private let arrivals = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
