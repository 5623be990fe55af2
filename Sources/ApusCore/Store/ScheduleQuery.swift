/// Which schedules to list.
public struct ScheduleQuery: Hashable, Sendable, Codable {
    public var pipeline: String?
    /// At most this many on a page, 1 to 500.
    public var limit: Int
    /// The `next` of the page before, or `nil` for the first.
    public var cursor: String?

    public init(pipeline: String? = nil, limit: Int = 500, cursor: String? = nil) {
        self.pipeline = pipeline
        self.limit = limit
        self.cursor = cursor
    }
}
