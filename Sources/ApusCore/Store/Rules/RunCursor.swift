package import ApusModel
import FoundationEssentials

/// Where a page of runs ends: the creation time and identity of its last run. Runs that are stored later do not shift
/// the pages after it.
package struct RunCursor: Hashable, Sendable {
    /// Milliseconds since 1970.
    package let createdAt: Int64
    package let id: Identifier<Run>

    package init(_ run: Run) {
        createdAt = Int64((run.createdAt.timeIntervalSince1970 * 1000).rounded())
        id = run.id
    }

    /// - Throws: `.invalidArgument` when `text` is no cursor.
    package init(text: String) throws(ApusError) {
        let parts = text.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let createdAt = Int64(parts[0]) else {
            throw ApusError(
                .invalidArgument, "'\(text)' does not continue a list of runs", hint: "list from the beginning")
        }
        self.createdAt = createdAt
        id = Identifier(rawValue: String(parts[1]))
    }

    package var text: String { "\(createdAt).\(id)" }
}

extension RunCursor: Comparable {
    package static func < (left: RunCursor, right: RunCursor) -> Bool {
        (left.createdAt, left.id) < (right.createdAt, right.id)
    }
}

extension RunQuery {
    /// Where the page begins, or `nil` for the first page.
    /// - Throws: `.invalidArgument` when the limit or the cursor is not one.
    package func start() throws(ApusError) -> RunCursor? {
        guard (1...500).contains(limit) else {
            throw ApusError(.invalidArgument, "a page of \(limit) runs is not possible", hint: "ask for 1 to 500")
        }
        guard let cursor else { return nil }
        return try RunCursor(text: cursor)
    }
}

extension Page<Run> {
    /// The page of at most `limit` runs that begins with `runs`.
    /// - Parameter runs: newest first, with at least one more than `limit` when there are more.
    package init(_ runs: [Run], limit: Int) {
        let items = Array(runs.prefix(limit))
        self.init(items: items, next: runs.count > limit ? items.last.map { RunCursor($0).text } : nil)
    }
}
