public import FoundationEssentials

/// The firing that a run was made for.
public struct RunOrigin: Hashable, Sendable, Codable {
    public let schedule: Identifier<Schedule>
    /// The schedule's name, which outlives it here.
    public let name: String
    /// The time that the run is for; `nil` when somebody started it out of turn.
    public let scheduledAt: Date?
    /// Tells the firing from others of the schedule: see ``Firing/slot``.
    public let slot: String
    /// What the infrastructure calls the firing, such as a Job's name; `nil` when a person made it from elsewhere.
    public let job: String?

    public init(_ firing: Firing, of schedule: Schedule, job: String? = nil) {
        self.job = job
        self.schedule = schedule.id
        name = schedule.name
        scheduledAt = firing.scheduledAt
        slot = firing.slot
    }
}
