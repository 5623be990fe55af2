/// Returns as soon as `condition` holds.
///
/// The limit is there to end a test that would hang, and says nothing of how fast anything is: with every other test
/// beside it, on a busy machine, what takes milliseconds has taken minutes.
/// - Parameters:
///   - what: what is waited for, in words.
///   - limit: how long to look for it.
///   - pause: between two looks.
///   - state: what is there instead, asked for when the limit is over.
/// - Throws: ``NeverHappened`` when the condition does not hold in time, `CancellationError`, and whatever `condition`
///   throws.
public func eventually(
    _ what: String, within limit: Duration = .seconds(600), every pause: Duration = .milliseconds(10),
    _ condition: () async throws -> Bool, otherwise state: () async -> String = { "" }
) async throws {
    let end = ContinuousClock.now + limit
    while try await !condition() {
        guard ContinuousClock.now < end else { throw NeverHappened(what: what, state: await state()) }
        try await Task.sleep(for: pause)
    }
}

/// Tries `body` until it throws nothing, or something that no waiting helps against, and returns what it returned.
/// - Parameters:
///   - limit: after this, the error is thrown all the same.
///   - isPassing: whether an error may be gone at the next try.
/// - Throws: what `body` throws last; `CancellationError`.
public func persistently<Result>(
    within limit: Duration = .seconds(600), while isPassing: (any Error) -> Bool, _ body: () async throws -> Result
) async throws -> Result {
    let end = ContinuousClock.now + limit
    while true {
        do {
            return try await body()
        } catch {
            guard isPassing(error), ContinuousClock.now < end else { throw error }
            try await Task.sleep(for: .milliseconds(10))
        }
    }
}
