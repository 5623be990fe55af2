public import ApusModel

/// A flavor as a plugin declares it.
public struct PluginFlavor: Hashable, Sendable {
    public let type: ComponentType
    public let name: String
    public let summary: String
    public let options: [PluginOption]
    /// The resource type that a connector must give, if it takes one.
    public let connectorResource: ResourceType?
    /// Whether its components live on other machines.
    public let isRemote: Bool
    /// For an artifact store its location, for a container registry its address: a text in which `{option}` stands for
    /// the value of that option, so that it is known without starting the plugin.
    public let address: String?

    public init(
        type: ComponentType, name: String, summary: String, options: [PluginOption],
        connectorResource: ResourceType? = nil, isRemote: Bool = false, address: String? = nil
    ) {
        self.type = type
        self.name = name
        self.summary = summary
        self.options = options
        self.connectorResource = connectorResource
        self.isRemote = isRemote
        self.address = address
    }
}

extension PluginFlavor: Codable {
    private enum CodingKeys: String, CodingKey {
        case type, name, summary, options, connectorResource, isRemote, address
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            type: try container.decode(ComponentType.self, forKey: .type),
            name: try container.decode(String.self, forKey: .name),
            summary: try container.decodeIfPresent(String.self, forKey: .summary) ?? "",
            options: try container.decodeIfPresent([PluginOption].self, forKey: .options) ?? [],
            connectorResource: try container.decodeIfPresent(ResourceType.self, forKey: .connectorResource),
            isRemote: try container.decodeIfPresent(Bool.self, forKey: .isRemote) ?? false,
            address: try container.decodeIfPresent(String.self, forKey: .address))
    }
}
