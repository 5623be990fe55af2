public import FoundationEssentials

/// A configured instance of a flavor, as the store keeps it. Its secret options are kept apart, so that this value can
/// be shown and sent.
public struct Component: Hashable, Sendable, Codable {
    public let id: Identifier<Component>
    public let type: ComponentType
    /// Unique among components of its type.
    public var name: String
    /// The flavor's name within its type.
    public let flavor: String
    /// The options that were given, by option name (`kubernetes_namespace`), without secrets and without defaults.
    public var configuration: [String: JSONValue]
    /// The names of the secret options that were given; their values are in the store's secrets.
    public var secretOptions: [String]
    public var connector: ConnectorBinding?
    public var labels: [String: String]
    public let createdAt: Date
    public var updatedAt: Date

    public init(
        id: Identifier<Component> = .make(), type: ComponentType, name: String, flavor: String,
        configuration: [String: JSONValue] = [:], secretOptions: [String] = [], connector: ConnectorBinding? = nil,
        labels: [String: String] = [:], createdAt: Date, updatedAt: Date? = nil
    ) {
        self.id = id
        self.type = type
        self.name = name
        self.flavor = flavor
        self.configuration = configuration
        self.secretOptions = secretOptions
        self.connector = connector
        self.labels = labels
        self.createdAt = Timestamp.rounded(createdAt)
        self.updatedAt = Timestamp.rounded(updatedAt ?? createdAt)
    }
}
