import ApusHTTP
import Glibc
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(20))) struct HTTPEventLoopClockTests {
    /// A wait that is never over by itself.
    private static let long: Duration = .seconds(86_400)

    @Test func `waits end in the order of their times, on the loop's thread and not before their time`() async throws {
        let loop = HTTPEventLoop()
        let begin = ContinuousClock.now
        let waits = [30, 10, 20, 0, -5].map { Duration.milliseconds($0) }
        try await withTaskExecutorPreference(loop) {
            let thread = pthread_self()
            try await withThrowingTaskGroup(of: (Duration, Bool).self) { group in
                for wait in waits {
                    group.addTask {
                        try await loop.clock.sleep(until: begin + wait, tolerance: nil)
                        return (wait, pthread_self() == thread && ContinuousClock.now >= begin + wait)
                    }
                }
                var ended: [Duration] = []
                for try await (wait, isRight) in group {
                    #expect(isRight)
                    ended.append(wait)
                }
                #expect(ended == waits.sorted())
            }
        }
        await CurlHTTPClient(on: loop).close()
    }

    @Test func `a wait ends early when its task is cancelled, and the others go on`() async throws {
        let loop = HTTPEventLoop()
        let cancelled = Task { try await loop.clock.sleep(for: Self.long) }
        let other = Task { try await loop.clock.sleep(for: .milliseconds(20)) }
        cancelled.cancel()
        await #expect(throws: CancellationError.self) { try await cancelled.value }
        try await other.value
        await #expect(throws: CancellationError.self) {
            try await Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await loop.clock.sleep(for: Self.long)
            }.value
        }
    }

    @Test func `a task that never waits does not keep waits from their end`() async throws {
        let loop = HTTPEventLoop()
        try await withTaskExecutorPreference(loop) {
            let isOver = Atomic(false)
            async let busy: Void = {
                while !isOver.load(ordering: .relaxed) { await Task.yield() }
            }()
            try await loop.clock.sleep(for: .milliseconds(5))
            isOver.store(true, ordering: .relaxed)
            await busy
        }
    }

    @Test func `closing the loop ends what waits, and nothing waits on it any more`() async throws {
        let loop = HTTPEventLoop()
        await withTaskExecutorPreference(loop) {
            let wait = Task(executorPreference: loop) { try await loop.clock.sleep(for: Self.long) }
            // The wait has begun: both are on the loop's one thread, and it came first.
            await Task.yield()
            await CurlHTTPClient(on: loop).close()
            await #expect(throws: CancellationError.self) { try await wait.value }
        }
        await #expect(throws: CancellationError.self) { try await loop.clock.sleep(for: Self.long) }
    }
}
