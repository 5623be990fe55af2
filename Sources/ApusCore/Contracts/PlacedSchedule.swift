public import ApusModel

/// A schedule as the infrastructure has it.
public struct PlacedSchedule: Hashable, Sendable, Codable {
    /// What the infrastructure calls it: a CronJob's name.
    public let handle: String
    public let schedule: Identifier<Schedule>
    /// The schedule's name.
    public let name: String
    /// The URL of the server whose schedule it is; `nil` when nothing says so.
    public let server: String?
    public let cron: String
    /// `nil` where the infrastructure has none: it fires by its own clock then.
    public let timeZone: String?
    public let isSuspended: Bool

    public init(
        handle: String, schedule: Identifier<Schedule>, name: String, server: String?, cron: String, timeZone: String?,
        isSuspended: Bool
    ) {
        self.handle = handle
        self.schedule = schedule
        self.name = name
        self.server = server
        self.cron = cron
        self.timeZone = timeZone
        self.isSuspended = isSuspended
    }
}
