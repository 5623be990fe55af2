public import ApusModel

/// Which runs to list.
public struct RunQuery: Hashable, Sendable, Codable {
    public var pipeline: String?
    public var status: RunStatus?
    /// Only runs of this schedule.
    public var schedule: Identifier<Schedule>?
    /// At most this many on a page, 1 to 500.
    public var limit: Int
    /// The `next` of the page before, or `nil` for the first.
    public var cursor: String?

    public init(
        pipeline: String? = nil, status: RunStatus? = nil, schedule: Identifier<Schedule>? = nil, limit: Int = 20,
        cursor: String? = nil
    ) {
        self.pipeline = pipeline
        self.status = status
        self.schedule = schedule
        self.limit = limit
        self.cursor = cursor
    }
}
