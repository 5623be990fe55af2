import ApusModel
package import FoundationEssentials

/// Asks for an attempt again whenever its step changes, until it is launched.
package enum WaitingClaim {
    /// - Parameters:
    ///   - changes: has an element after each change of the step or its run, from before this call on.
    ///   - claim: asks for the attempt as of a time.
    /// - Returns: ``ClaimDecision/notYet`` once `patience` is over.
    package static func decide(
        at: Date, waiting patience: Duration, changes: AsyncStream<Void>,
        claim: @escaping @Sendable (Date) async throws -> ClaimDecision
    ) async throws -> ClaimDecision {
        let decision = try await claim(at)
        guard decision == .notYet, patience > .zero else { return decision }
        let start = ContinuousClock.now
        return try await withThrowingTaskGroup(of: ClaimDecision.self) { group in
            group.addTask {
                for await _ in changes {
                    let waited = start.duration(to: .now) / .seconds(1)
                    let decision = try await claim(at.addingTimeInterval(waited))
                    if decision != .notYet { return decision }
                }
                return .notYet
            }
            group.addTask {
                try await Task.sleep(for: patience)
                return .notYet
            }
            defer { group.cancelAll() }
            return try await group.next() ?? .notYet
        }
    }
}
