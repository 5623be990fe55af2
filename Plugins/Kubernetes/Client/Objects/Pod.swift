public import FoundationEssentials

/// A pod, as far as running a step needs it.
public struct Pod: KubernetesObject, Hashable {
    public var metadata: ObjectMetadata
    /// The node that it was given to; `nil` before.
    public var nodeName: String?
    /// The most memory that each container may use, by its name, as a quantity: `512Mi`.
    public var memoryLimits: [String: String]
    public var phase: PodPhase
    /// Why it is in its phase: `Evicted`, `NodeLost`, `DeadlineExceeded`, …
    public var reason: String?
    public var message: String?
    public var podIP: String?
    public var startedAt: Date?
    public var conditions: [ObjectCondition]
    public var initContainers: [ContainerStatus]
    public var containers: [ContainerStatus]

    public init(
        metadata: ObjectMetadata, nodeName: String? = nil, memoryLimits: [String: String] = [:],
        phase: PodPhase = .pending, reason: String? = nil, message: String? = nil, podIP: String? = nil,
        startedAt: Date? = nil, conditions: [ObjectCondition] = [], initContainers: [ContainerStatus] = [],
        containers: [ContainerStatus] = []
    ) {
        self.metadata = metadata
        self.nodeName = nodeName
        self.memoryLimits = memoryLimits
        self.phase = phase
        self.reason = reason
        self.message = message
        self.podIP = podIP
        self.startedAt = startedAt
        self.conditions = conditions
        self.initContainers = initContainers
        self.containers = containers
    }

    /// Whether its node stopped it because it ran longer than its `activeDeadlineSeconds`.
    public var hasPassedDeadline: Bool { reason == "DeadlineExceeded" }
}

extension Pod: Decodable {
    private enum Key: String, CodingKey { case metadata, spec, status }
    private struct Spec: Decodable {
        let nodeName: String?
        let containers: [Container]?
    }
    private struct Container: Decodable {
        let name: String
        let resources: Resources?
    }
    private struct Resources: Decodable { let limits: [String: String]? }
    private struct Status: Decodable {
        let phase: PodPhase?
        let reason: String?
        let message: String?
        let podIP: String?
        let startTime: Date?
        let conditions: [ObjectCondition]?
        let initContainerStatuses: [ContainerStatus]?
        let containerStatuses: [ContainerStatus]?
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let spec = try container.decodeIfPresent(Spec.self, forKey: .spec)
        let status = try container.decodeIfPresent(Status.self, forKey: .status)
        let limits = (spec?.containers ?? []).map { ($0.name, $0.resources?.limits?["memory"]) }
        self.init(
            metadata: try container.decode(ObjectMetadata.self, forKey: .metadata), nodeName: spec?.nodeName,
            memoryLimits: Dictionary(limits) { first, _ in first }.compactMapValues { $0 },
            phase: status?.phase ?? .pending, reason: status?.reason, message: status?.message, podIP: status?.podIP,
            startedAt: status?.startTime, conditions: status?.conditions ?? [],
            initContainers: status?.initContainerStatuses ?? [], containers: status?.containerStatuses ?? [])
    }
}
