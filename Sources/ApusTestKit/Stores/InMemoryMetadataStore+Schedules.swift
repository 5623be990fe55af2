public import ApusCore
public import ApusModel
public import FoundationEssentials

extension InMemoryMetadataStore {
    public func create(_ schedule: Schedule, plan: RunPlan) async throws {
        try access { state in
            if state.schedules[schedule.id]?.schedule == schedule { return }
            if state.schedules.values.contains(where: {
                $0.schedule.id == schedule.id || $0.schedule.name == schedule.name
            }) {
                throw ApusError.taken(schedule)
            }
            state.schedules[schedule.id] = (schedule, plan)
        }
    }

    public func update(_ schedule: Schedule, replacing old: Schedule?, plan: RunPlan?) async throws {
        try access { state in
            let stored = try state.schedule(schedule.id)
            let thing = "schedule '\(stored.schedule.name)'"
            let decision = try Replacement.decide(stored.schedule, new: schedule, old: old, thing: thing)
            if decision == .keepAsIs { return }
            try ScheduleRules.checkName(of: schedule, replacing: stored.schedule)
            state.schedules[schedule.id] = (schedule, plan ?? stored.plan)
        }
    }

    public func schedules(_ query: ScheduleQuery) async throws -> Page<Schedule> {
        try query.check()
        return try access { state in
            let found = state.schedules.values.map(\.schedule).filter { schedule in
                (query.pipeline == nil || schedule.pipeline == query.pipeline)
                    && query.cursor.map { schedule.name > $0 } ?? true
            }
            return Page(found.sorted { $0.name < $1.name }, limit: query.limit)
        }
    }

    public func schedule(named name: String) async throws -> Schedule? {
        try access { state in state.schedules.values.map(\.schedule).first { $0.name == name } }
    }

    public func schedule(_ id: Identifier<Schedule>) async throws -> Schedule? {
        try access { state in state.schedules[id]?.schedule }
    }

    public func plan(of schedule: Identifier<Schedule>) async throws -> RunPlan {
        try access { state in try state.schedule(schedule).plan }
    }

    public func fire(
        _ schedule: Identifier<Schedule>, _ firing: Firing, by job: String?, at: Date
    ) async throws -> Run {
        let (run, replaced) = try access { state in
            let stored = try state.schedule(schedule)
            if let made = state.run(of: RunOrigin(firing, of: stored.schedule)) { return (made, [RunChange]()) }
            let (run, plan) = ScheduleRules.run(
                for: firing, by: job, of: stored.schedule, plan: stored.plan, at: at)
            state.runs[run.id] = StoredRun(run: run, plan: plan, steps: try RunRules.steps(of: run, plan: plan))
            let earlier = state.runs.values.map(\.run).filter {
                $0.origin?.schedule == schedule && !$0.status.isFinal
            }
            let replaced = ScheduleRules.replaced(by: run, of: stored.schedule, among: earlier, at: at)
            for case .run(let ended) in replaced { try state.runs[ended.id]?.keep(.run(ended), at: at) }
            return (run, replaced)
        }
        for case .run(let ended) in replaced { contents.signal.wake(ended.id) }
        return run
    }

    public func deleteSchedule(_ id: Identifier<Schedule>) async throws {
        try access { state in
            _ = try state.schedule(id)
            state.schedules[id] = nil
        }
    }
}

extension StoredMetadata {
    /// The run that was made for the firing, or `nil`.
    func run(of origin: RunOrigin) -> Run? {
        runs.values.map(\.run).first { $0.origin?.schedule == origin.schedule && $0.origin?.slot == origin.slot }
    }

    fileprivate func schedule(_ id: Identifier<Schedule>) throws(ApusError) -> (schedule: Schedule, plan: RunPlan) {
        guard let stored = schedules[id] else { throw .missing("schedule", id) }
        return stored
    }
}
