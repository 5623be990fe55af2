/// A machine of the cluster.
public struct Node: KubernetesObject, Hashable {
    public var metadata: ObjectMetadata
    /// Whether new pods are kept away from it.
    public var isUnschedulable: Bool
    public var conditions: [ObjectCondition]

    public init(metadata: ObjectMetadata, isUnschedulable: Bool = false, conditions: [ObjectCondition] = []) {
        self.metadata = metadata
        self.isUnschedulable = isUnschedulable
        self.conditions = conditions
    }

    /// Whether pods can run there, as far as the node says.
    public var isReady: Bool { conditions.condition("Ready")?.isTrue ?? false }
}

extension Node: Decodable {
    private enum Key: String, CodingKey { case metadata, spec, status }
    private struct Spec: Decodable { let unschedulable: Bool? }
    private struct Status: Decodable { let conditions: [ObjectCondition]? }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            metadata: try container.decode(ObjectMetadata.self, forKey: .metadata),
            isUnschedulable: try container.decodeIfPresent(Spec.self, forKey: .spec)?.unschedulable ?? false,
            conditions: try container.decodeIfPresent(Status.self, forKey: .status)?.conditions ?? [])
    }
}
