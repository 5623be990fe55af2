public import FoundationEssentials

/// Stored access to resources of one or more types by one authentication method, as the store keeps it. Secrets are
/// kept apart.
public struct Connector: Hashable, Sendable, Codable {
    public let id: Identifier<Connector>
    /// Unique among connectors.
    public var name: String
    /// The connector type, such as `kubernetes`.
    public let type: String
    /// The authentication method, such as `token`.
    public var authMethod: String
    public var resourceTypes: [ResourceType]
    /// The single resource that this connector is limited to, or `nil` when it reaches several.
    public var resourceID: String?
    /// The options that were given, without secrets and without defaults.
    public var configuration: [String: JSONValue]
    /// The names of the secret options that were given; their values are in the store's secrets.
    public var secretOptions: [String]
    public var labels: [String: String]
    /// What it is for, in the words of its user.
    public var description: String?
    /// When the credentials end, if that is known.
    public var expiresAt: Date?
    /// For how many seconds before their end the credentials are no longer used; `nil` for
    /// ``defaultExpirySkewTolerance``.
    public var expirySkewTolerance: Int?
    public let createdAt: Date
    public var updatedAt: Date

    public init(
        id: Identifier<Connector> = .make(), name: String, type: String, authMethod: String,
        resourceTypes: [ResourceType],
        resourceID: String? = nil, configuration: [String: JSONValue] = [:], secretOptions: [String] = [],
        labels: [String: String] = [:], description: String? = nil, expiresAt: Date? = nil,
        expirySkewTolerance: Int? = nil, createdAt: Date, updatedAt: Date? = nil
    ) {
        self.id = id
        self.name = name
        self.type = type
        self.authMethod = authMethod
        self.resourceTypes = resourceTypes
        self.resourceID = resourceID
        self.configuration = configuration
        self.secretOptions = secretOptions
        self.labels = labels
        self.description = description
        self.expiresAt = expiresAt.map(Timestamp.rounded)
        self.expirySkewTolerance = expirySkewTolerance
        self.createdAt = Timestamp.rounded(createdAt)
        self.updatedAt = Timestamp.rounded(updatedAt ?? createdAt)
    }
}
