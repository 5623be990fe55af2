public import ApusModel

/// A stored schedule with the plan of its runs and what they may use.
public struct SubmittedSchedule: Sendable {
    public let schedule: Schedule
    public let plan: RunPlan
    public let environment: RunEnvironment

    public init(schedule: Schedule, plan: RunPlan, environment: RunEnvironment) {
        self.schedule = schedule
        self.plan = plan
        self.environment = environment
    }
}
