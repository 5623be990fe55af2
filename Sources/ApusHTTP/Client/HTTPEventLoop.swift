import CCurl
import Synchronization

/// A thread that transfers happen on and, where a program wants it, the tasks that make them. It starts with the first
/// request or task, and sleeps while nothing happens.
///
/// As the preferred executor of tasks
/// (https://github.com/swiftlang/swift-evolution/blob/main/proposals/0417-task-executor-preference.md) it suits a
/// program that waits for the network most of the time: what a response brings about happens on the thread that received
/// it, and no other thread has to be woken. Whatever blocks in such a task stops all transfers.
public final class HTTPEventLoop: TaskExecutor {
    enum Command {
        case start(Exchange)
        /// What it waited for is here: room for received bytes, or bytes to send.
        case resume(Exchange)
        case end(Exchange)
    }

    private enum Phase {
        case new
        case running(CurlMulti)
        case closing(CurlMulti)
        case closed
    }

    private struct State {
        var phase = Phase.new
        var commands: [Command] = []
        var jobs: [UnownedJob] = []
        var sleepers = Sleepers()
        /// Whether the thread has to be woken to see what is new.
        var isAsleep = false
        var closers: [CheckedContinuation<Void, Never>] = []

        mutating func wake(_ multi: CurlMulti) {
            if isAsleep { multi.wake() }
            isAsleep = false
        }
    }

    private let state = Mutex(State())

    public init() {}

    /// Has the thread do `command` soon.
    /// - Throws: ``HTTPError`` with `.clientClosed`, or `.internalFailure` when there can be no thread.
    func submit(_ command: Command) throws {
        try state.withLock { state in
            let multi = try running(&state)
            state.commands.append(command)
            state.wake(multi)
        }
    }

    /// Runs the job on the thread; on the pool's threads once the loop is closed, or when there can be no thread.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isTaken = state.withLock { state in
            guard let multi = try? running(&state) else { return false }  // the pool takes it
            state.jobs.append(job)
            state.wake(multi)
            return true
        }
        if !isTaken { globalConcurrentExecutor.enqueue(job) }
    }

    /// Returns when `deadline` has passed.
    /// - Throws: `CancellationError`, when the task is cancelled or the loop closed before.
    func sleep(until deadline: ContinuousClock.Instant) async throws {
        let number = state.withLock { $0.sleepers.newNumber() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { sleeper in
                // Without a thread nothing can be waited for.
                let isWaiting = state.withLock { state in
                    guard !Task.isCancelled, let multi = try? running(&state) else { return false }
                    state.sleepers.add(sleeper, number, until: deadline)
                    state.wake(multi)
                    return true
                }
                if !isWaiting { sleeper.resume(throwing: CancellationError()) }
            }
        } onCancel: {
            state.withLock { $0.sleepers.remove(number) }?.resume(throwing: CancellationError())
        }
    }

    private func running(_ state: inout State) throws -> CurlMulti {
        switch state.phase {
        case .new:
            let multi = try CurlMulti()
            try CurlThread.start { self.run(multi) }
            state.phase = .running(multi)
            return multi
        case .running(let multi): return multi
        case .closing, .closed: throw HTTPError(.clientClosed, "the HTTP client is closed")
        }
    }

    /// Has the thread end all exchanges and itself.
    func shutDown() {
        state.withLock { state in
            switch state.phase {
            case .new: state.phase = .closed
            case .running(let multi):
                state.phase = .closing(multi)
                state.wake(multi)
            case .closing, .closed: break
            }
        }
    }

    /// Returns when the thread is done.
    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if case .closing = state.phase {
                    state.closers.append(continuation)
                    return false
                }
                return true
            }
            if isOver { continuation.resume() }
        }
    }
}

// MARK: - On the thread

extension HTTPEventLoop {
    /// So many turns with jobs and commands go by before the network has its turn anyway.
    private static let longestRow = 16

    private func run(_ multi: CurlMulti) {
        var transfers = CurlTransfers(multi: multi)
        var row = 0
        while let (commands, jobs) = nextWork() {
            for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
            for command in commands { transfers.perform(command) }
            row += 1
            if fallAsleep() {
                multi.sleep(until: [transfers.nextDeadline, nextEnd].compactMap(\.self).min())
            } else if row >= Self.longestRow {
                multi.sleep(until: .now)
            } else {
                continue
            }
            row = 0
            wakeUp()
            transfers.advance()
        }
        transfers.endAll(HTTPError(.clientClosed, "the HTTP client was closed"))
        let (closers, jobs, sleepers) = state.withLock { state in
            state.phase = .closed
            defer { (state.closers, state.jobs) = ([], []) }
            return (state.closers, state.jobs, state.sleepers.takeAll())
        }
        for sleeper in sleepers { sleeper.resume(throwing: CancellationError()) }
        for job in jobs { globalConcurrentExecutor.enqueue(job) }
        for closer in closers { closer.resume() }
    }

    /// What there is to do, perhaps nothing; `nil` when the loop is to end.
    private func nextWork() -> (commands: [Command], jobs: [UnownedJob])? {
        state.withLock { state in
            guard case .running = state.phase else { return nil }
            defer { (state.commands, state.jobs) = ([], []) }
            return (state.commands, state.jobs)
        }
    }

    /// Whether there is nothing to do; whoever brings something from now on wakes the thread.
    private func fallAsleep() -> Bool {
        state.withLock { state in
            guard case .running = state.phase, state.commands.isEmpty, state.jobs.isEmpty else { return false }
            state.isAsleep = true
            return true
        }
    }

    private var nextEnd: ContinuousClock.Instant? { state.withLock { $0.sleepers.nextEnd } }

    private func wakeUp() {
        let sleepers = state.withLock { state in
            state.isAsleep = false
            return state.sleepers.take(until: .now)
        }
        for sleeper in sleepers { sleeper.resume() }
    }
}
