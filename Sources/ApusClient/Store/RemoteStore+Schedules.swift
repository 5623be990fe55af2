import ApusAPI
public import ApusCore
public import ApusModel
public import FoundationEssentials

extension RemoteStore {
    public func create(_ schedule: Schedule, plan: RunPlan) async throws {
        try await server.send(RemoteCall(.createSchedule, body: ScheduleRecord(schedule: schedule, plan: plan)))
    }

    public func update(_ schedule: Schedule, replacing old: Schedule?, plan: RunPlan?) async throws {
        let record = ScheduleRecord(schedule: schedule, replacing: old, plan: plan)
        try await server.send(RemoteCall(.updateSchedule, schedule.id.rawValue, body: record))
    }

    public func schedules(_ query: ScheduleQuery) async throws -> Page<Schedule> {
        try await server.answer(
            RemoteCall(
                .schedules,
                query: [("pipeline", query.pipeline), ("limit", String(query.limit)), ("cursor", query.cursor)]))
    }

    public func schedule(named name: String) async throws -> Schedule? {
        try await server.answer(RemoteCall(.schedules, query: [("name", name)]), as: Page<Schedule>.self).items.first
    }

    public func schedule(_ id: Identifier<Schedule>) async throws -> Schedule? {
        try await server.answerIfFound(RemoteCall(.schedule, id.rawValue))
    }

    public func plan(of schedule: Identifier<Schedule>) async throws -> RunPlan {
        try await server.answer(RemoteCall(.schedulePlan, schedule.rawValue))
    }

    public func fire(
        _ schedule: Identifier<Schedule>, _ firing: Firing, by job: String?, at: Date
    ) async throws -> Run {
        try await start(firing, of: schedule, by: job, at: at).run
    }

    public func deleteSchedule(_ id: Identifier<Schedule>) async throws {
        try await server.send(RemoteCall(.deleteSchedule, id.rawValue))
    }

    /// As ``fire(_:_:by:at:)``, with a token that can touch the run only; `nil` when the run is over. The one call that the
    /// token of a schedule allows.
    public func start(
        _ firing: Firing, of schedule: Identifier<Schedule>, by job: String?, at: Date
    ) async throws -> (run: Run, token: SecretString?) {
        let call = try RemoteCall(.fire, schedule.rawValue, body: FiringRequest(firing: firing, job: job, at: at))
        let fired = try await server.answer(call, as: FiredRun.self)
        return (fired.run, fired.token?.token)
    }

    /// A token that can start runs of `schedule` and nothing else, for as long as the schedule is there.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` for an unknown schedule.
    public func scheduleToken(for schedule: Identifier<Schedule>) async throws -> SecretString {
        try await server.answer(RemoteCall(.makeScheduleToken, schedule.rawValue), as: ScheduleToken.self).token
    }
}
