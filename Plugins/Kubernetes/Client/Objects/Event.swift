public import FoundationEssentials

/// Something that happened to an object: `FailedScheduling`, `FailedMount`, `Pulling`, …
/// (https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/).
public struct Event: KubernetesObject, Hashable {
    public var metadata: ObjectMetadata
    /// `Normal` or `Warning`.
    public var type: String
    public var reason: String
    public var message: String
    /// The object that it is about.
    public var objectKind: String
    public var objectName: String
    public var objectUID: String
    /// How often it happened.
    public var count: Int
    public var lastSeenAt: Date?

    public init(
        metadata: ObjectMetadata, type: String = "Normal", reason: String, message: String = "",
        objectKind: String = "",
        objectName: String = "", objectUID: String = "", count: Int = 1, lastSeenAt: Date? = nil
    ) {
        self.metadata = metadata
        self.type = type
        self.reason = reason
        self.message = message
        self.objectKind = objectKind
        self.objectName = objectName
        self.objectUID = objectUID
        self.count = count
        self.lastSeenAt = lastSeenAt
    }

    public var isWarning: Bool { type == "Warning" }
}

extension Event: Decodable {
    private enum Key: String, CodingKey {
        case metadata, type, reason, message, involvedObject, count, lastTimestamp, eventTime
    }
    private struct Subject: Decodable {
        let kind: String?
        let name: String?
        let uid: String?
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let subject = try container.decodeIfPresent(Subject.self, forKey: .involvedObject)
        self.init(
            metadata: try container.decode(ObjectMetadata.self, forKey: .metadata),
            type: try container.decodeIfPresent(String.self, forKey: .type) ?? "",
            reason: try container.decodeIfPresent(String.self, forKey: .reason) ?? "",
            message: try container.decodeIfPresent(String.self, forKey: .message) ?? "",
            objectKind: subject?.kind ?? "", objectName: subject?.name ?? "", objectUID: subject?.uid ?? "",
            count: try container.decodeIfPresent(Int.self, forKey: .count) ?? 1,
            lastSeenAt: try container.decodeIfPresent(Date.self, forKey: .lastTimestamp)
                ?? container.decodeIfPresent(Date.self, forKey: .eventTime))
    }
}
