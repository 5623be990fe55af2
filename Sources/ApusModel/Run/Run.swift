public import FoundationEssentials

/// One execution of a pipeline.
public struct Run: Hashable, Sendable, Codable {
    public let id: Identifier<Run>
    /// Unique among runs, and a valid Kubernetes label value.
    public let name: String
    public let pipeline: String
    public let stack: String
    /// The firing of a schedule that it was made for; `nil` for a run that somebody started.
    public let origin: RunOrigin?
    public var status: RunStatus
    /// Why the run is in this status, when there is more to say.
    public var reason: String?
    /// How its main part ended: what finally steps are told, and what they cannot change to the better. `nil` before
    /// that, and for runs without finally steps.
    public var mainOutcome: RunOutcome?
    public let createdAt: Date
    /// When the driver took it up.
    public var startedAt: Date?
    public var endedAt: Date?

    public init(
        id: Identifier<Run> = .make(), name: String, pipeline: String, stack: String, origin: RunOrigin? = nil,
        status: RunStatus = .initializing, reason: String? = nil, mainOutcome: RunOutcome? = nil, createdAt: Date,
        startedAt: Date? = nil,
        endedAt: Date? = nil
    ) {
        self.id = id
        self.name = name
        self.pipeline = pipeline
        self.stack = stack
        self.origin = origin
        self.status = status
        self.reason = reason
        self.mainOutcome = mainOutcome
        self.createdAt = Timestamp.rounded(createdAt)
        self.startedAt = startedAt.map(Timestamp.rounded)
        self.endedAt = endedAt.map(Timestamp.rounded)
    }
}
