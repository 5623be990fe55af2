public import FoundationEssentials

/// What every object of the API has
/// (https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/).
public struct ObjectMetadata: Sendable, Hashable {
    /// An object that this one belongs to, and goes with.
    public struct Owner: Sendable, Hashable, Decodable {
        public let kind: String
        public let name: String
        public let uid: String
        /// Whether it is the one that manages this object.
        public let controller: Bool?

        public init(kind: String, name: String, uid: String, controller: Bool? = nil) {
            self.kind = kind
            self.name = name
            self.uid = uid
            self.controller = controller
        }
    }

    public var name: String
    /// `nil` for what is in no namespace.
    public var namespace: String?
    /// Tells an object from a later one of the same name.
    public var uid: String
    /// Changes with every change of the object; has no order.
    public var resourceVersion: String
    public var labels: [String: String]
    public var annotations: [String: String]
    public var owners: [Owner]
    public var createdAt: Date?
    /// Set once somebody asked for the object's deletion; it may still be there for long.
    public var deletedAt: Date?
    /// Seconds that the object was given to end by itself when its deletion was asked for.
    public var deletionGracePeriod: Int?

    public init(
        name: String, namespace: String? = nil, uid: String = "", resourceVersion: String = "",
        labels: [String: String] = [:], annotations: [String: String] = [:], owners: [Owner] = [],
        createdAt: Date? = nil, deletedAt: Date? = nil, deletionGracePeriod: Int? = nil
    ) {
        self.name = name
        self.namespace = namespace
        self.uid = uid
        self.resourceVersion = resourceVersion
        self.labels = labels
        self.annotations = annotations
        self.owners = owners
        self.createdAt = createdAt
        self.deletedAt = deletedAt
        self.deletionGracePeriod = deletionGracePeriod
    }
}

extension ObjectMetadata: Decodable {
    private enum Key: String, CodingKey {
        case name, namespace, uid, resourceVersion, labels, annotations, ownerReferences, creationTimestamp
        case deletionTimestamp, deletionGracePeriodSeconds
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(
            name: try container.decodeIfPresent(String.self, forKey: .name) ?? "",
            namespace: try container.decodeIfPresent(String.self, forKey: .namespace),
            uid: try container.decodeIfPresent(String.self, forKey: .uid) ?? "",
            resourceVersion: try container.decodeIfPresent(String.self, forKey: .resourceVersion) ?? "",
            labels: try container.decodeIfPresent([String: String].self, forKey: .labels) ?? [:],
            annotations: try container.decodeIfPresent([String: String].self, forKey: .annotations) ?? [:],
            owners: try container.decodeIfPresent([Owner].self, forKey: .ownerReferences) ?? [],
            createdAt: try container.decodeIfPresent(Date.self, forKey: .creationTimestamp),
            deletedAt: try container.decodeIfPresent(Date.self, forKey: .deletionTimestamp),
            deletionGracePeriod: try container.decodeIfPresent(Int.self, forKey: .deletionGracePeriodSeconds))
    }
}
