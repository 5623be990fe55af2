public import ApusCore
public import ApusModel

extension SQLStore {
    public func create(_ run: Run, plan: RunPlan) async throws {
        try await write { db in
            if let stored = try db.run(run.id) { return try RunRules.checkSame(run, as: stored) }
            if try db.exists("SELECT 1 FROM run WHERE name = ?", [run.name]) { throw ApusError.taken(run) }
            if let origin = run.origin, try db.run(of: origin) != nil { throw ApusError.taken(origin) }
            try db.insert(run, plan, try RunRules.steps(of: run, plan: plan))
        }
    }

    public func run(_ id: Identifier<Run>) async throws -> Run? {
        try await read { db in try db.run(id) }
    }

    public func run(matching text: String) async throws -> Run? {
        try await read { db in
            let candidates = try db.values(
                Run.self,
                """
                SELECT body FROM run
                WHERE ((name >= ?1 AND name < ?2) OR (id >= ?1 AND id < ?2)) AND status <> '\(RunRemoval.leaving)'
                ORDER BY name = ?1 DESC, id = ?1 DESC, created_at DESC LIMIT ?3
                """, [text, text + "\u{10FFFF}", RunRules.shownMatches + 1])
            return try RunRules.match(text, among: candidates)
        }
    }

    public func runs(_ query: RunQuery) async throws -> Page<Run> {
        var conditions = ["status <> '\(RunRemoval.leaving)'"]
        var arguments: SQLArguments = []
        if let pipeline = query.pipeline {
            conditions.append("pipeline = ?")
            arguments += [pipeline]
        }
        if let status = query.status {
            conditions.append("status = ?")
            arguments += [status.rawValue]
        }
        if let schedule = query.schedule {
            conditions.append("schedule = ?")
            arguments += [schedule.rawValue]
        }
        if let start = try query.start() {
            conditions.append("(created_at, id) < (?, ?)")
            arguments += [start.createdAt, start.id.rawValue]
        }
        let filter = conditions.joined(separator: " AND ")
        let sql = "SELECT body FROM run WHERE \(filter) ORDER BY created_at DESC, id DESC LIMIT ?"
        arguments += [query.limit + 1]
        return try await read { [arguments] db in
            Page(try db.values(Run.self, sql, arguments), limit: query.limit)
        }
    }

    public func runCounts() async throws -> [RunStatus: Int] {
        try await read { db in
            let rows = try db.rows("SELECT status, COUNT(*) FROM run GROUP BY status", [])
            return Dictionary(
                uniqueKeysWithValues: rows.compactMap { row in
                    RunStatus(rawValue: row[0].text ?? "").map { ($0, Int(row[1].integer ?? 0)) }
                })
        }
    }

    public func plan(of run: Identifier<Run>) async throws -> RunPlan {
        try await read { db in
            guard var plan = try db.planWithoutSteps(of: run) else { throw ApusError.missing("run", run) }
            plan.steps = try db.values(
                PlannedStep.self, "SELECT plan FROM step_run WHERE run = ? ORDER BY position", [run.rawValue])
            return plan
        }
    }

    public func steps(of run: Identifier<Run>) async throws -> [StepRun] {
        try await read { db in
            let steps = try db.values(
                StepRun.self,
                """
                SELECT body FROM step_run
                WHERE run = (SELECT id FROM run WHERE id = ? AND status <> '\(RunRemoval.leaving)') ORDER BY position
                """, [run.rawValue])
            if steps.isEmpty, try db.run(run) == nil { throw ApusError.missing("run", run) }
            return RunRules.listed(steps)
        }
    }

    public func deleteRun(_ id: Identifier<Run>) async throws {
        if try await run(id) == nil { throw ApusError.missing("run", id) }
        while try await removeRuns([id], keepingArtifacts: false).contains(id) {}
    }

    public func cachedStep(for key: ContentDigest) async throws -> StepRun? {
        try await read { db in try db.cachedStep(for: key) }
    }
}

extension SQLConnection {
    func run(_ id: Identifier<Run>) throws -> Run? {
        try value(Run.self, "SELECT body FROM run WHERE id = ? AND status <> '\(RunRemoval.leaving)'", [id.rawValue])
    }

    func planWithoutSteps(of run: Identifier<Run>) throws -> RunPlan? {
        try value(
            RunPlan.self, "SELECT plan FROM run WHERE id = ? AND status <> '\(RunRemoval.leaving)'", [run.rawValue])
    }

    func insert(_ run: Run, _ plan: RunPlan, _ steps: [StepRun]) throws {
        var planWithoutSteps = plan
        planWithoutSteps.steps = []
        try change(
            """
            INSERT INTO run (id, name, pipeline, status, created_at, schedule, slot, body, plan)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                run.id.rawValue, run.name, run.pipeline, run.status.rawValue, run.createdAt.milliseconds,
                run.origin?.schedule.rawValue, run.origin?.slot,
                try CanonicalJSON.text(run), try CanonicalJSON.text(planWithoutSteps),
            ])
        for (position, (step, planned)) in zip(steps, plan.steps).enumerated() {
            try change(
                "INSERT INTO step_run (run, position, step, status, body, plan) VALUES (?, ?, ?, ?, ?, ?)",
                [
                    run.id.rawValue, position, step.step, step.status.rawValue, try CanonicalJSON.text(step),
                    try CanonicalJSON.text(planned),
                ])
        }
    }
}
