import ApusCore
import ApusModel
import FoundationEssentials
import Synchronization

/// How long the tokens of a run are worth something: while it goes on, and a short time after its end, in which last
/// reports arrive.
final class RunTokenLife: Sendable {
    private let store: any MetadataStore
    private let grace: Double
    private let now: @Sendable () -> Date
    /// Runs that went on when they were last looked at.
    private let seen = Mutex<[Identifier<Run>: Date]>([:])

    /// - Parameter grace: the time after the end of the run.
    init(store: any MetadataStore, grace: Duration, now: @escaping @Sendable () -> Date) {
        self.store = store
        self.grace = grace / .seconds(1)
        self.now = now
    }

    /// - Throws: ``/ApusModel/ApusError`` with `.unauthorized` when the tokens of the run are worth nothing.
    func check(_ run: Identifier<Run>) async throws {
        let now = now()
        let last = seen.withLock { $0[run] }
        if let last, (0..<Self.resolution).contains(now.timeIntervalSince(last)) { return }
        guard let found = try await store.run(run) else { throw ApusError.unauthorized("the token's run is gone") }
        if !found.status.isFinal { return note(run, at: now) }
        let end = found.endedAt ?? found.createdAt
        if now < end.addingTimeInterval(grace) { return }
        throw ApusError.unauthorized(
            "the token ended with run '\(found.name)', which was over at \(Timestamp.text(end))")
    }

    /// Whether a run that was there at that time may still have use for its token.
    func isAnyLeft(of moment: Date) async throws -> Bool {
        for status in RunStatus.allCases where !status.isFinal {
            var query = RunQuery(status: status, limit: 500)
            repeat {
                let page = try await store.runs(query)
                if page.items.contains(where: { $0.createdAt <= moment }) { return true }
                query.cursor = page.next
            } while query.cursor != nil
        }
        return now() < moment.addingTimeInterval(grace)
    }

    private func note(_ run: Identifier<Run>, at: Date) {
        seen.withLock { seen in
            if seen.count >= Self.capacity { seen.removeAll() }
            seen[run] = at
        }
    }

    /// Seconds: the programs of a run call often, and the answer seldom changes.
    private static let resolution = 1.0
    private static let capacity = 10_000
}
