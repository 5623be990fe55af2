import ApusCore
import ApusModel
import FoundationEssentials

/// Finds the runs that a list wants: the store answers what it can, the rest is filtered here, page by page.
struct RunSearch {
    let query: ListQuery<RunRow>
    /// Only runs of this schedule.
    var schedule: Identifier<Schedule>?
    let store: any MetadataStore

    private static let pageLength = 500

    /// The next `limit` matching runs, newest first.
    func page(of limit: Int, after cursor: String?, now: Date) async throws -> Page<RunRow> {
        var wanted = RunQuery(
            pipeline: exact("pipeline"), status: exact("status").flatMap(RunStatus.init(rawValue:)),
            schedule: schedule, limit: query.isNarrowed ? Self.pageLength : limit, cursor: cursor)
        var found: [Run] = []
        while true {
            let page = try await store.runs(wanted)
            found += page.items.filter { query.matches(RunRow(run: $0, now: now)) }
            guard query.isNarrowed, found.count <= limit, let next = page.next else {
                let part = query.isNarrowed ? Page(found, limit: limit) : page
                return Page(items: part.items.map { RunRow(run: $0, now: now) }, next: part.next)
            }
            wanted.cursor = next
        }
    }

    /// The text that a column has to equal, which the store can look up.
    private func exact(_ column: String) -> String? {
        query.filters.first { $0.column.name == column && $0.filter.operation == .equals }?.filter.operand
    }
}
