import ApusCore
import ApusModel
import FoundationEssentials

/// What goes, or what went.
struct PruneReport: Encodable, Sendable {
    /// Something that stays, though it was to go.
    struct Remainder: Encodable, Sendable {
        /// `run 'digits-1'`, `12 artifacts in artifact store 'bucket'`
        let what: String
        let reason: String
    }

    /// Whether it is done, and not only what would be.
    var done: Bool
    /// Newest first.
    var runs: [Run]
    /// Tries of the runs' steps; each may have a log.
    var attempts = 0
    /// Artifacts whose content no other run has.
    var artifacts = 0
    /// Bytes of these.
    var bytes: Int64 = 0
    var left: [Remainder] = []

    /// What people read.
    func lines(style: Style, now: Date) -> [String] {
        var details = Details()
        details.add("Runs", "\(runs.count)")
        details.add("Attempts", "\(attempts)")
        details.add("Artifacts", "\(artifacts) (\(ByteCount.text(bytes)))")
        let shown = runs.prefix(Self.shownRuns).map { run in
            [
                run.name, run.pipeline, run.status.rawValue,
                Moment.age(of: run.endedAt ?? run.createdAt, now: now) + " ago",
            ]
        }
        let table = Table(["NAME", "PIPELINE", "STATUS", "ENDED"], rows: shown)
        let more = runs.count - shown.count
        return (shown.isEmpty ? [] : table.lines(style: style))
            + (more > 0 ? ["and \(more) more; -o name names them all"] : []) + (shown.isEmpty ? [] : [""])
            + details.lines(style: style)
    }

    private static let shownRuns = 20
}
