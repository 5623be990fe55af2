import ApusCore
import ApusModel

/// Removes runs that are over, as much of them as one transaction may.
struct RunRemoval {
    /// The status of a run that is removed in several transactions: it is not found any more.
    static let leaving = "leaving"
    /// How many rows one transaction removes, more or less, so that others do not wait for long.
    private static let most = 1000

    private let keepsArtifacts: Bool
    private let db: any SQLConnection
    private var room = Self.most

    init(keepingArtifacts: Bool, db: any SQLConnection) {
        keepsArtifacts = keepingArtifacts
        self.db = db
    }

    /// Whether more may be removed now.
    var hasRoom: Bool { room > 0 }

    /// Removes the run, or a part of it.
    mutating func remove(_ run: Identifier<Run>) throws {
        guard let plan = try db.value(RunPlan.self, "SELECT plan FROM run WHERE id = ?", [run.rawValue]) else { return }
        let events = try count("event", of: run)
        try db.change(
            """
            DELETE FROM event WHERE run = ?1 AND sequence IN
                (SELECT sequence FROM event WHERE run = ?1 ORDER BY sequence LIMIT ?2)
            """, [run.rawValue, room])
        room -= events
        if !hasRoom { return try mark(run) }
        let steps = try count("step_run", of: run)
        try removeSteps(of: run, atMost: room / 4 + 1, plan.component(.artifactStore))
        // A step has an artifact or two, and each is noted down somewhere else.
        room -= 4 * steps
        if steps > 0, try count("step_run", of: run) > 0 { return try mark(run) }
        try db.change("DELETE FROM run WHERE id = ?", [run.rawValue])
        room -= 1
    }

    /// Those that are left of `runs`, and of earlier removals that were not gone on with.
    func rest(of runs: [Identifier<Run>]) throws -> [Identifier<Run>] {
        let left = try db.names(
            "SELECT id FROM run WHERE id IN (\(db.places(runs.count)))", SQLArguments(runs.map(\.rawValue)))
        let begun = try db.names(
            "SELECT id FROM run WHERE status = ? ORDER BY id LIMIT ?", [Self.leaving, RetentionLimits.runs])
        return Set(left + begun).sorted().prefix(RetentionLimits.runs).map { Identifier(rawValue: $0) }
    }

    private func removeSteps(of run: Identifier<Run>, atMost limit: Int, _ artifactStore: Component?) throws {
        let steps = "SELECT step FROM step_run WHERE run = ?1 ORDER BY position LIMIT ?2"
        if !keepsArtifacts, let artifactStore {
            try db.change(
                """
                INSERT INTO condemned (digest, store, size)
                SELECT digest, ?3, max(size) FROM artifact_reference
                WHERE run = ?1 AND step IN (\(steps)) GROUP BY digest
                ON CONFLICT DO NOTHING
                """, [run.rawValue, limit, try CanonicalJSON.text(artifactStore)])
        }
        for table in ["artifact_reference", "step_run"] {
            try db.change("DELETE FROM \(table) WHERE run = ?1 AND step IN (\(steps))", [run.rawValue, limit])
        }
    }

    private func mark(_ run: Identifier<Run>) throws {
        try db.change("UPDATE run SET status = ? WHERE id = ?", [Self.leaving, run.rawValue])
    }

    private func count(_ table: String, of run: Identifier<Run>) throws -> Int {
        Int(try db.rows("SELECT count(*) FROM \(table) WHERE run = ?", [run.rawValue]).first?[0].integer ?? 0)
    }
}
