public import FoundationEssentials

/// A Job (https://kubernetes.io/docs/concepts/workloads/controllers/job/).
public struct Job: KubernetesObject, Hashable {
    public var metadata: ObjectMetadata
    /// Its pods by what became of them.
    public var active: Int
    public var succeeded: Int
    public var failed: Int
    public var startedAt: Date?
    public var completedAt: Date?
    public var conditions: [ObjectCondition]

    public init(
        metadata: ObjectMetadata, active: Int = 0, succeeded: Int = 0, failed: Int = 0, startedAt: Date? = nil,
        completedAt: Date? = nil, conditions: [ObjectCondition] = []
    ) {
        self.metadata = metadata
        self.active = active
        self.succeeded = succeeded
        self.failed = failed
        self.startedAt = startedAt
        self.completedAt = completedAt
        self.conditions = conditions
    }

    /// Whether it ended well.
    public var isComplete: Bool { conditions.condition("Complete")?.isTrue ?? false }

    /// Whether it ran longer than its `activeDeadlineSeconds`. Newer servers say it before its pods have ended
    /// (https://kubernetes.io/docs/concepts/workloads/controllers/job/#termination-of-job-pods).
    public var hasPassedDeadline: Bool {
        ["Failed", "FailureTarget"].compactMap(conditions.condition).contains {
            $0.isTrue && $0.reason == "DeadlineExceeded"
        }
    }

    /// Why it failed (`BackoffLimitExceeded`, `DeadlineExceeded`, …), or `nil` when it has not.
    public var failure: ObjectCondition? { conditions.condition("Failed").flatMap { $0.isTrue ? $0 : nil } }
}

extension Job: Decodable {
    private enum Key: String, CodingKey { case metadata, status }
    private struct Status: Decodable {
        let active: Int?
        let succeeded: Int?
        let failed: Int?
        let startTime: Date?
        let completionTime: Date?
        let conditions: [ObjectCondition]?
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let status = try container.decodeIfPresent(Status.self, forKey: .status)
        self.init(
            metadata: try container.decode(ObjectMetadata.self, forKey: .metadata), active: status?.active ?? 0,
            succeeded: status?.succeeded ?? 0, failed: status?.failed ?? 0, startedAt: status?.startTime,
            completedAt: status?.completionTime, conditions: status?.conditions ?? [])
    }
}
