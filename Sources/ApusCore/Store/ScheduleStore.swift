public import ApusModel
public import FoundationEssentials

/// Keeps schedules with the plans of their runs, and makes the runs of their firings.
public protocol ScheduleStore: Sendable {
    /// Stores a new schedule. The same schedule again changes nothing.
    /// - Parameter plan: what every run of it does, compiled for its stack.
    /// - Throws: ``/ApusModel/ApusError`` with `.alreadyExists` when the name is taken.
    func create(_ schedule: Schedule, plan: RunPlan) async throws

    /// Replaces the stored schedule of the same identity. The same update again changes nothing.
    /// - Parameters:
    ///   - old: what the caller believes to be stored; `nil` replaces whatever is.
    ///   - plan: what later runs do; `nil` keeps the stored plan.
    /// - Throws: `.notFound`; `.invalidArgument` for another name; `.conflict` when something else than `old` is stored.
    func update(_ schedule: Schedule, replacing old: Schedule?, plan: RunPlan?) async throws

    /// Schedules, by name.
    /// - Throws: `.invalidArgument` when the limit is not one.
    func schedules(_ query: ScheduleQuery) async throws -> Page<Schedule>

    /// The schedule of that name, or `nil`.
    func schedule(named name: String) async throws -> Schedule?

    /// The schedule of that identity, or `nil`.
    func schedule(_ id: Identifier<Schedule>) async throws -> Schedule?

    /// What runs of the schedule do.
    /// - Throws: `.notFound`.
    func plan(of schedule: Identifier<Schedule>) async throws -> RunPlan

    /// Makes the run of a firing, or finds the one that was made for it before: whoever asks again, after a restart or
    /// from elsewhere, gets the same run.
    ///
    /// The run has the schedule's plan. Its steps see `APUS_SCHEDULED_AT`, and none of them is answered from the cache:
    /// what a scheduled step makes may depend on when it runs. Where the schedule's policy is to replace, earlier runs of
    /// the infrastructure's own firings end as cancelled, because their Jobs are gone.
    /// - Parameter job: what the infrastructure calls the firing; `nil` for one that a person makes from elsewhere, which
    ///   replaces nothing.
    /// - Throws: `.notFound`.
    func fire(_ schedule: Identifier<Schedule>, _ firing: Firing, by job: String?, at: Date) async throws -> Run

    /// Removes a schedule with its plan. Its runs stay.
    /// - Throws: `.notFound`.
    func deleteSchedule(_ id: Identifier<Schedule>) async throws
}
