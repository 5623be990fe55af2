public import ApusModel

/// Which runs to list.
public struct RunQuery: Hashable, Sendable, Codable {
    public var pipeline: String?
    public var status: RunStatus?
    /// At most this many on a page, 1 to 500.
    public var limit: Int
    /// The `next` of the page before, or `nil` for the first.
    public var cursor: String?

    public init(pipeline: String? = nil, status: RunStatus? = nil, limit: Int = 20, cursor: String? = nil) {
        self.pipeline = pipeline
        self.status = status
        self.limit = limit
        self.cursor = cursor
    }
}
