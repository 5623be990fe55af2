import ApusModel

/// How long a command waits for the end of a run that goes on without it.
struct WaitLimit: Sendable {
    /// `nil` waits for ever.
    let seconds: Int?
    var clock: any Clock<Duration> = ContinuousClock()

    /// The result of `body`, which is cancelled when it takes longer.
    /// - Throws: ``ApusError`` with `.waitTimedOut`; what `body` throws.
    func holding<Result: Sendable>(
        _ run: String, _ body: @escaping @Sendable () async throws -> Result
    ) async throws -> Result {
        guard let seconds else { return try await body() }
        return try await withThrowingTaskGroup(of: Result.self) { group in
            defer { group.cancelAll() }
            group.addTask(operation: body)
            group.addTask { [clock] in
                try await clock.sleep(for: .seconds(seconds))
                throw ApusError(
                    .waitTimedOut, "run '\(run)' is not over after \(seconds) s, and goes on",
                    reason: "the orchestrator's option 'timeout' ends the wait",
                    hint: "apus run describe \(run); apus run cancel \(run)")
            }
            guard let result = try await group.next() else { throw CancellationError() }
            return result
        }
    }
}
