import ApusCore
import ApusModel
import FoundationEssentials

/// Which runs go: those that are over, match every filter, are older than the age, and are not among the last of their
/// pipeline.
struct RetentionRule: Sendable {
    /// Since the end of the run.
    var age: Age?
    /// How many of those that match the filters stay, of each pipeline.
    var keptPerPipeline: Int?
    /// Any of these; none for all.
    var statuses: Set<RunStatus> = []
    var pipeline: String?
    var stack: String?

    /// Whether it says anything: without that every run that is over would go.
    var isGiven: Bool { age != nil || keptPerPipeline != nil || !statuses.isEmpty || pipeline != nil || stack != nil }

    /// The runs that go, newest first.
    func runs(in store: any RunStore, now: Date) async throws -> [Run] {
        var chosen: [Run] = []
        var seen: [String: Int] = [:]
        var query = RunQuery(
            pipeline: pipeline, status: statuses.count == 1 ? statuses.first : nil, limit: Self.pageLength)
        repeat {
            let page = try await store.runs(query)
            for run in page.items where matches(run) {
                seen[run.pipeline, default: 0] += 1
                if seen[run.pipeline, default: 0] > keptPerPipeline ?? 0, isOldEnough(run, now) { chosen.append(run) }
            }
            query.cursor = page.next
        } while query.cursor != nil
        return chosen
    }

    private func matches(_ run: Run) -> Bool {
        run.status.isFinal && (statuses.isEmpty || statuses.contains(run.status))
            && (stack == nil || run.stack == stack)
    }

    private func isOldEnough(_ run: Run, _ now: Date) -> Bool {
        guard let age else { return true }
        return now.timeIntervalSince(run.endedAt ?? run.createdAt) > age.seconds
    }

    private static let pageLength = 500
}
