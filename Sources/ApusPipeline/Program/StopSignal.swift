import Dispatch
import Glibc

/// Turns SIGTERM into the cancellation of a task.
enum StopSignal {
    /// Runs `body` and ends the process: with 0, with 1 and the error on standard error, or with 143 when it was asked
    /// to stop. `body` begins on this thread, the first one, which is the main actor's as soon as `body` waits.
    static func running(_ body: @escaping @Sendable () async throws -> Void) -> Never {
        let thread = FirstThread()
        let work = Task<Void, Never>.detached(executorPreference: thread) {
            do {
                try await body()
                exit(0)
            } catch {
                if Task.isCancelled { exit(128 + SIGTERM) }
                ProcessEnd.end(with: error)
            }
        }
        cancelWhenAsked(work)
        thread.begin()
        dispatchMain()
    }

    /// Has a thread of its own wait for the signal, as `work` may keep all others busy. Where there is none to be had,
    /// the signal does what it does by itself.
    private static func cancelWhenAsked(_ work: Task<Void, Never>) {
        sem_init(arrivals, 0, 0)
        let stopped = Unmanaged.passRetained(Stopped(work: work))
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { context in
                while sem_wait(arrivals) != 0 {}  // interrupted
                if let context { Unmanaged<Stopped>.fromOpaque(context).takeRetainedValue().work.cancel() }
                return nil
            }, stopped.toOpaque())
        guard status == 0 else { return stopped.release() }
        signal(SIGTERM) { _ in sem_post(arrivals) }
    }

    private final class Stopped {
        let work: Task<Void, Never>
        init(work: Task<Void, Never>) { self.work = work }
    }
}

/// Counts the signals that came. Proof: made once, before the thread that waits and the handler, and then used by
/// sem_post and sem_wait alone, which any thread and any handler of a signal may call (POSIX.1-2017, 2.4.3).
nonisolated(unsafe) private let arrivals = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
