public import FoundationEssentials

/// A pipeline that runs by itself at certain times, on the stack for which it was compiled.
public struct Schedule: Hashable, Sendable, Codable {
    public let id: Identifier<Schedule>
    /// Unique among schedules, and never changed.
    public let name: String
    public var pipeline: String
    public var stack: String
    public var cron: CronExpression
    /// A name of the IANA time zone database; `UTC` unless somebody chose.
    public var timeZone: String
    public var concurrencyPolicy: ConcurrencyPolicy
    /// For how many seconds a missed time may still be made up; `nil` for any.
    public var startingDeadlineSeconds: Int?
    /// How many Jobs that succeeded stay in the cluster.
    public var successfulJobsHistoryLimit: Int
    /// How many Jobs that failed stay in the cluster.
    public var failedJobsHistoryLimit: Int
    public var isSuspended: Bool
    /// What the orchestrator calls it: a CronJob's name. `nil` until the orchestrator has it.
    public var handle: String?
    public let createdAt: Date
    public var updatedAt: Date

    public init(
        id: Identifier<Schedule> = .make(), name: String, pipeline: String, stack: String, cron: CronExpression,
        timeZone: String = Self.utc, concurrencyPolicy: ConcurrencyPolicy = .allow, startingDeadlineSeconds: Int? = nil,
        successfulJobsHistoryLimit: Int = 3, failedJobsHistoryLimit: Int = 1, isSuspended: Bool = false,
        handle: String? = nil, createdAt: Date, updatedAt: Date? = nil
    ) {
        self.id = id
        self.name = name
        self.pipeline = pipeline
        self.stack = stack
        self.cron = cron
        self.timeZone = timeZone
        self.concurrencyPolicy = concurrencyPolicy
        self.startingDeadlineSeconds = startingDeadlineSeconds
        self.successfulJobsHistoryLimit = successfulJobsHistoryLimit
        self.failedJobsHistoryLimit = failedJobsHistoryLimit
        self.isSuspended = isSuspended
        self.handle = handle
        self.createdAt = Timestamp.rounded(createdAt)
        self.updatedAt = Timestamp.rounded(updatedAt ?? createdAt)
    }

    /// The zone of schedules that name none.
    public static let utc = "UTC"
}
