/// When a pipeline runs by itself, as its author wrote it. What is `nil` is decided elsewhere: by an option of the
/// command, by the orchestrator's settings, or by default.
public struct ScheduleSpec: Hashable, Sendable, Codable {
    /// `nil` for the pipeline's name.
    public var name: String?
    public var cron: CronExpression
    /// A name of the IANA time zone database (https://www.iana.org/time-zones); `nil` for UTC.
    public var timeZone: String?
    public var concurrencyPolicy: Schedule.ConcurrencyPolicy?
    /// For how many seconds a missed time may still be made up.
    public var startingDeadlineSeconds: Int?
    /// How many finished Jobs of each kind are kept.
    public var successfulJobsHistoryLimit: Int?
    public var failedJobsHistoryLimit: Int?
    /// Whether it begins paused.
    public var isSuspended: Bool?

    public init(name: String? = nil, cron: CronExpression, timeZone: String? = nil) {
        self.name = name
        self.cron = cron
        self.timeZone = timeZone
    }
}
