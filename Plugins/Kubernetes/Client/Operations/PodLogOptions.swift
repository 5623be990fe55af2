import ApusModel
public import FoundationEssentials

/// Which part of a container's output is wanted.
public struct PodLogOptions: Sendable, Hashable {
    /// `nil` for the pod's only container.
    public var container: String?
    /// Whether to go on until the container ends.
    public var follow: Bool
    /// Whether each line begins with its time (RFC 3339 with nanoseconds) and a space.
    public var timestamps: Bool
    /// Only what was printed from then on, to the second.
    public var since: Date?
    /// Only the last lines, so many.
    public var tailLines: Int?
    /// Whether the output of the container before its last restart is meant.
    public var previous: Bool

    public init(
        container: String? = nil, follow: Bool = false, timestamps: Bool = false, since: Date? = nil,
        tailLines: Int? = nil, previous: Bool = false
    ) {
        self.container = container
        self.follow = follow
        self.timestamps = timestamps
        self.since = since
        self.tailLines = tailLines
        self.previous = previous
    }

    var query: [(name: String, value: String)] {
        var query: [(name: String, value: String)] = []
        if let container { query.append(("container", container)) }
        if follow { query.append(("follow", "true")) }
        if timestamps { query.append(("timestamps", "true")) }
        if let since { query.append(("sinceTime", Timestamp.text(since))) }
        if let tailLines { query.append(("tailLines", String(tailLines))) }
        if previous { query.append(("previous", "true")) }
        return query
    }
}
