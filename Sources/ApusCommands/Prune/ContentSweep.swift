import ApusCore
import ApusModel
import FoundationEssentials

/// Deletes what is condemned and what no run names, as ``/ApusCore/RetentionStore`` says.
struct ContentSweep: Sendable {
    let store: any RetentionStore
    let artifactStores: ArtifactStores
    /// Tells this sweep apart from others.
    let holder: String
    let now: @Sendable () -> Date

    /// How many deletions are under way at once.
    private static let width = 8

    /// - Returns: what was deleted, and what was not, with the reason.
    func run() async throws -> (deleted: [CondemnedContent], left: [(content: CondemnedContent, reason: String)]) {
        var deleted: [CondemnedContent] = []
        var left: [(content: CondemnedContent, reason: String)] = []
        var cursor: String?
        repeat {
            let start = ContinuousClock.now
            let batch = try await store.takeCondemned(by: holder, after: cursor, at: now())
            let outcomes = try await delete(batch.contents, until: start + RetentionLimits.deletionTime)
            let gone = outcomes.filter { $0.failure == nil }.map(\.content)
            if !batch.contents.isEmpty { try await store.forgetCondemned(gone, by: holder) }
            deleted += gone
            left += outcomes.compactMap { outcome in outcome.failure.map { (outcome.content, $0) } }
            cursor = batch.next
        } while cursor != nil
        return (deleted, left)
    }

    private typealias Outcome = (content: CondemnedContent, failure: String?)

    private func delete(
        _ contents: [CondemnedContent], until deadline: ContinuousClock.Instant
    ) async throws -> [Outcome] {
        try await withThrowingTaskGroup(of: Outcome.self) { group in
            var outcomes: [Outcome] = []
            for (index, content) in contents.enumerated() {
                if index >= Self.width, let outcome = try await group.next() { outcomes.append(outcome) }
                group.addTask { try await delete(content, until: deadline) }
            }
            for try await outcome in group { outcomes.append(outcome) }
            return outcomes
        }
    }

    private func delete(_ content: CondemnedContent, until deadline: ContinuousClock.Instant) async throws -> Outcome {
        if ContinuousClock.now >= deadline { return (content, "there was no time left for it") }
        do {
            return try await withThrowingTaskGroup(of: Outcome.self) { group in
                defer { group.cancelAll() }
                group.addTask {
                    try await Task.sleep(until: deadline)
                    return (content, "the artifact store did not answer in time")
                }
                group.addTask {
                    try await artifactStores.with(content.artifactStore) { try await $0.delete(content.key) }
                    return (content, nil)
                }
                return try await group.next() ?? (content, nil)
            }
        } catch let error as ApusError {
            return (content, error.reason.map { "\(error.summary): \($0)" } ?? error.summary)
        }
    }
}
