import ApusCore
import ApusModel
import FoundationEssentials

/// One run within a transaction that may change it. Only what a rule asks for is read.
struct RunTransaction {
    let run: Run
    let db: any SQLConnection

    /// - Throws: `.notFound`.
    init(_ id: Identifier<Run>, in db: any SQLConnection) throws {
        guard let run = try db.run(id) else { throw ApusError.missing("run", id) }
        self.run = run
        self.db = db
    }

    func isCancellationRequested() throws -> Bool {
        try db.exists("SELECT 1 FROM run WHERE id = ? AND is_cancellation_requested = 1", [run.id.rawValue])
    }

    /// - Throws: `.notFound`.
    func step(_ name: String) throws -> StepRun {
        try found(name, "SELECT body FROM step_run WHERE run = ? AND step = ?")
    }

    /// - Throws: `.notFound`.
    func planned(_ name: String) throws -> PlannedStep {
        try found(name, "SELECT plan FROM step_run WHERE run = ? AND step = ?")
    }

    func planWithoutSteps() throws -> RunPlan {
        guard let plan = try db.planWithoutSteps(of: run.id) else { throw ApusError.missing("run", run.id) }
        return plan
    }

    /// Keeps a change and its event.
    func keep(_ change: RunChange, at: Date) throws {
        switch change {
        case .run(let run):
            try db.change(
                "UPDATE run SET status = ?, body = ? WHERE id = ?",
                [run.status.rawValue, try CanonicalJSON.text(run), run.id.rawValue])
        case .step(let step):
            let leaving = try hold(step.outputs.values, of: step.step, at: at)
            if !leaving.isEmpty { throw ApusError.beingDeleted(leaving) }
            try db.change(
                "UPDATE step_run SET status = ?, cache_key = ?, ended_at = ?, body = ? WHERE run = ? AND step = ?",
                [
                    step.status.rawValue, step.cacheKey?.description, step.endedAt?.milliseconds,
                    try CanonicalJSON.text(step), run.id.rawValue, step.step,
                ])
        case .cancellationRequested:
            try db.change("UPDATE run SET is_cancellation_requested = 1 WHERE id = ?", [run.id.rawValue])
        }
        try db.change(
            """
            INSERT INTO event (run, sequence, at, change)
            SELECT ?1, coalesce(max(sequence), 0) + 1, ?2, ?3 FROM event WHERE run = ?1
            """, [run.id.rawValue, at.milliseconds, try CanonicalJSON.text(change.event)])
        try db.announce(run.id, step: change.stepName)
    }

    private func found<Value: Decodable>(_ step: String, _ sql: String) throws -> Value {
        guard let value = try db.value(Value.self, sql, [run.id.rawValue, step]) else {
            throw ApusError.missingStep(step, of: run.id)
        }
        return value
    }
}
