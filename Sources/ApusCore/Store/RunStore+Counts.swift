public import ApusModel

extension RunStore {
    /// Goes through all pages; for stores that cannot count.
    public func runCounts() async throws -> [RunStatus: Int] {
        var counts: [RunStatus: Int] = [:]
        var query = RunQuery(limit: 500)
        repeat {
            let page = try await runs(query)
            for run in page.items { counts[run.status, default: 0] += 1 }
            query.cursor = page.next
        } while query.cursor != nil
        return counts
    }
}
