public import ApusCore
public import ApusModel
public import FoundationEssentials

extension SQLStore {
    public func create(_ schedule: Schedule, plan: RunPlan) async throws {
        try await write { db in
            if try db.schedule(schedule.id) == schedule { return }
            let arguments: SQLArguments = [schedule.id.rawValue, schedule.name]
            if try db.exists("SELECT 1 FROM schedule WHERE id = ? OR name = ?", arguments) {
                throw ApusError.taken(schedule)
            }
            try db.change(
                "INSERT INTO schedule (id, name, pipeline, body, plan) VALUES (?, ?, ?, ?, ?)",
                [
                    schedule.id.rawValue, schedule.name, schedule.pipeline, try CanonicalJSON.text(schedule),
                    try CanonicalJSON.text(plan),
                ])
        }
    }

    public func update(_ schedule: Schedule, replacing old: Schedule?, plan: RunPlan?) async throws {
        try await write { db in
            guard let stored = try db.schedule(schedule.id) else { throw ApusError.missing("schedule", schedule.id) }
            let decision = try Replacement.decide(
                stored, new: schedule, old: old, thing: "schedule '\(stored.name)'")
            if decision == .keepAsIs { return }
            try ScheduleRules.checkName(of: schedule, replacing: stored)
            try db.change(
                "UPDATE schedule SET pipeline = ?, body = ?, plan = coalesce(?, plan) WHERE id = ?",
                [
                    schedule.pipeline, try CanonicalJSON.text(schedule), try plan.map { try CanonicalJSON.text($0) },
                    schedule.id.rawValue,
                ])
        }
    }

    public func schedules(_ query: ScheduleQuery) async throws -> Page<Schedule> {
        try query.check()
        return try await read { db in
            let found = try db.values(
                Schedule.self,
                """
                SELECT body FROM schedule
                WHERE (CAST(?1 AS TEXT) IS NULL OR pipeline = ?1) AND (CAST(?2 AS TEXT) IS NULL OR name > ?2)
                ORDER BY name LIMIT ?3
                """, [query.pipeline, query.cursor, query.limit + 1])
            return Page(found, limit: query.limit)
        }
    }

    public func schedule(named name: String) async throws -> Schedule? {
        try await read { db in
            try db.value(Schedule.self, "SELECT body FROM schedule WHERE name = ?", [name])
        }
    }

    public func schedule(_ id: Identifier<Schedule>) async throws -> Schedule? {
        try await read { db in try db.schedule(id) }
    }

    public func plan(of schedule: Identifier<Schedule>) async throws -> RunPlan {
        try await read { db in try db.plan(of: schedule) }
    }

    public func fire(
        _ schedule: Identifier<Schedule>, _ firing: Firing, by job: String?, at: Date
    ) async throws -> Run {
        let (run, replaced) = try await write { db in
            guard let stored = try db.schedule(schedule) else { throw ApusError.missing("schedule", schedule) }
            if let made = try db.run(of: RunOrigin(firing, of: stored)) { return (made, [RunChange]()) }
            let (run, plan) = ScheduleRules.run(
                for: firing, by: job, of: stored, plan: try db.plan(of: schedule), at: at)
            try db.insert(run, plan, try RunRules.steps(of: run, plan: plan))
            for other in try db.runsUnderWay(of: schedule) { try db.lock(.run(other.id)) }
            let replaced = ScheduleRules.replaced(
                by: run, of: stored, among: try db.runsUnderWay(of: schedule), at: at)
            for change in replaced { try db.keep(change, at: at) }
            return (run, replaced)
        }
        for case .run(let ended) in replaced { signal.wake(ended.id) }
        return run
    }

    public func deleteSchedule(_ id: Identifier<Schedule>) async throws {
        try await write { db in
            guard try db.schedule(id) != nil else { throw ApusError.missing("schedule", id) }
            try db.change("DELETE FROM schedule WHERE id = ?", [id.rawValue])
        }
    }
}

extension SQLConnection {
    /// The run that was made for the firing, or `nil`.
    func run(of origin: RunOrigin) throws -> Run? {
        try value(
            Run.self, "SELECT body FROM run WHERE schedule = ? AND slot = ?", [origin.schedule.rawValue, origin.slot])
    }

    fileprivate func schedule(_ id: Identifier<Schedule>) throws -> Schedule? {
        try value(Schedule.self, "SELECT body FROM schedule WHERE id = ?", [id.rawValue])
    }

    fileprivate func runsUnderWay(of schedule: Identifier<Schedule>) throws -> [Run] {
        let final = (RunStatus.allCases.filter(\.isFinal).map(\.rawValue) + [RunRemoval.leaving]).map { "'\($0)'" }
            .joined(separator: ", ")
        return try values(
            Run.self, "SELECT body FROM run WHERE schedule = ? AND status NOT IN (\(final))", [schedule.rawValue])
    }

    fileprivate func keep(_ change: RunChange, at: Date) throws {
        guard case .run(let run) = change else { return }
        try RunTransaction(run.id, in: self).keep(change, at: at)
    }

    fileprivate func plan(of schedule: Identifier<Schedule>) throws -> RunPlan {
        guard let plan = try value(RunPlan.self, "SELECT plan FROM schedule WHERE id = ?", [schedule.rawValue]) else {
            throw ApusError.missing("schedule", schedule)
        }
        return plan
    }
}
