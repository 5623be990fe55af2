public import ApusModel

/// When a pipeline runs by itself.
public struct Schedule: Hashable, Sendable {
    /// What happens when its time comes while an earlier run of it goes on.
    public typealias ConcurrencyPolicy = ApusModel.Schedule.ConcurrencyPolicy

    /// Five fields, as a Kubernetes CronJob takes them, or `@daily` and its like.
    public var cron: String
    /// A name of the IANA time zone database; `nil` for UTC.
    public var timeZone: String?
    /// `nil` for the pipeline's name.
    public var name: String?
    public var concurrencyPolicy: ConcurrencyPolicy?
    /// For how many seconds a missed time may still be made up.
    public var startingDeadlineSeconds: Int?
    /// How many finished Jobs of each kind are kept.
    public var successfulJobsHistoryLimit: Int?
    public var failedJobsHistoryLimit: Int?
    /// Whether it begins paused.
    public var isSuspended: Bool?

    public init(
        cron: String, timeZone: String? = nil, name: String? = nil, concurrencyPolicy: ConcurrencyPolicy? = nil,
        startingDeadlineSeconds: Int? = nil, successfulJobsHistoryLimit: Int? = nil, failedJobsHistoryLimit: Int? = nil,
        isSuspended: Bool? = nil
    ) {
        self.cron = cron
        self.timeZone = timeZone
        self.name = name
        self.concurrencyPolicy = concurrencyPolicy
        self.startingDeadlineSeconds = startingDeadlineSeconds
        self.successfulJobsHistoryLimit = successfulJobsHistoryLimit
        self.failedJobsHistoryLimit = failedJobsHistoryLimit
        self.isSuspended = isSuspended
    }

    /// - Throws: ``ApusError`` with `.invalidArgument`, naming the field of the expression that is wrong.
    func spec() throws(ApusError) -> ScheduleSpec {
        var spec = ScheduleSpec(name: name, cron: try CronExpression(cron), timeZone: timeZone)
        spec.concurrencyPolicy = concurrencyPolicy
        spec.startingDeadlineSeconds = startingDeadlineSeconds
        spec.successfulJobsHistoryLimit = successfulJobsHistoryLimit
        spec.failedJobsHistoryLimit = failedJobsHistoryLimit
        spec.isSuspended = isSuspended
        return spec
    }
}
