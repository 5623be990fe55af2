public import ApusModel

/// A schedule with the plan of its runs.
public struct ScheduleRecord: Hashable, Sendable, Codable {
    public let schedule: Schedule
    /// For an update: what the caller believes to be stored, or `nil` to replace whatever is.
    public let replacing: Schedule?
    /// For an update, `nil` keeps the stored plan; a new schedule needs one.
    public let plan: RunPlan?

    public init(schedule: Schedule, replacing: Schedule? = nil, plan: RunPlan?) {
        self.schedule = schedule
        self.replacing = replacing
        self.plan = plan
    }
}
