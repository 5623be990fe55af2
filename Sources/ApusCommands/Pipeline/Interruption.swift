import Dispatch
import Glibc

/// Ctrl-C while something runs.
enum Interruption {
    /// What the first interrupt leads to.
    enum Answer {
        /// The body ends by itself soon; a second interrupt cancels it.
        case wait
        /// The body is cancelled now.
        case leave
    }

    /// Runs `body`, and asks `onInterrupt` what to do about the first SIGINT or SIGTERM.
    static func watch<Result: Sendable>(
        _ body: @escaping @Sendable () async throws -> Result,
        onInterrupt: @escaping @Sendable () async throws -> Answer
    ) async throws -> Result {
        let signals = AsyncStream<Void>.makeStream()
        let sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { signals.continuation.yield() }
            source.resume()
            return source
        }
        defer { sources.forEach { $0.cancel() } }
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                var iterator = signals.stream.makeAsyncIterator()
                guard await iterator.next() != nil else { return nil }
                if try await onInterrupt() == .wait {
                    guard await iterator.next() != nil else { return nil }
                }
                throw CancellationError()
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }
}
