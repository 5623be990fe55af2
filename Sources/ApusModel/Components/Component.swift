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
    /// Variables that every step sees on stacks with this component.
    public var environment: [String: String]
    /// Names of stored secrets whose values every step sees as variables on stacks with this component.
    public var secrets: [String]
    public let createdAt: Date
    public var updatedAt: Date

    public init(
        id: Identifier<Component> = .make(), type: ComponentType, name: String, flavor: String,
        configuration: [String: JSONValue] = [:], secretOptions: [String] = [], connector: ConnectorBinding? = nil,
        labels: [String: String] = [:], environment: [String: String] = [:], secrets: [String] = [], createdAt: Date,
        updatedAt: Date? = nil
    ) {
        self.id = id
        self.type = type
        self.name = name
        self.flavor = flavor
        self.configuration = configuration
        self.secretOptions = secretOptions
        self.connector = connector
        self.labels = labels
        self.environment = environment
        self.secrets = secrets
        self.createdAt = Timestamp.rounded(createdAt)
        self.updatedAt = Timestamp.rounded(updatedAt ?? createdAt)
    }
}

extension Component {
    /// Reads what an earlier version wrote too, which knew neither `environment` nor `secrets`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            id: try container.decode(Identifier<Component>.self, forKey: .id),
            type: try container.decode(ComponentType.self, forKey: .type),
            name: try container.decode(String.self, forKey: .name),
            flavor: try container.decode(String.self, forKey: .flavor),
            configuration: try container.decode([String: JSONValue].self, forKey: .configuration),
            secretOptions: try container.decode([String].self, forKey: .secretOptions),
            connector: try container.decodeIfPresent(ConnectorBinding.self, forKey: .connector),
            labels: try container.decode([String: String].self, forKey: .labels),
            environment: try container.decodeIfPresent([String: String].self, forKey: .environment) ?? [:],
            secrets: try container.decodeIfPresent([String].self, forKey: .secrets) ?? [],
            createdAt: try container.decode(Date.self, forKey: .createdAt),
            updatedAt: try container.decode(Date.self, forKey: .updatedAt))
    }
}
