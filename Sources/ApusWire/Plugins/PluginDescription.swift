public import ApusCore
import ApusModel

/// What a plugin says about itself when it is greeted, and what is kept of it, so that lists and help never start it.
public struct PluginDescription: Hashable, Sendable {
    /// The version that it will speak, one of those offered.
    public let protocolVersion: Int
    public let manifest: PluginManifest
    /// How many requests it takes at a time; more are held back.
    public let concurrency: Int
    public let flavors: [PluginFlavor]
    public let connectorTypes: [PluginConnectorType]

    public init(
        protocolVersion: Int = PluginProtocol.versions.upperBound, manifest: PluginManifest, concurrency: Int = 1,
        flavors: [PluginFlavor] = [], connectorTypes: [PluginConnectorType] = []
    ) {
        self.protocolVersion = protocolVersion
        self.manifest = manifest
        self.concurrency = concurrency
        self.flavors = flavors
        self.connectorTypes = connectorTypes
    }
}

extension PluginDescription: Codable {
    private enum CodingKeys: String, CodingKey {
        case protocolVersion = "protocol"
        case concurrency, flavors, connectorTypes
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            protocolVersion: try container.decode(Int.self, forKey: .protocolVersion),
            manifest: try PluginManifest(from: decoder),
            concurrency: try container.decodeIfPresent(Int.self, forKey: .concurrency) ?? 1,
            flavors: try container.decodeIfPresent([PluginFlavor].self, forKey: .flavors) ?? [],
            connectorTypes: try container.decodeIfPresent([PluginConnectorType].self, forKey: .connectorTypes) ?? [])
    }

    public func encode(to encoder: any Encoder) throws {
        try manifest.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(protocolVersion, forKey: .protocolVersion)
        try container.encode(concurrency, forKey: .concurrency)
        try container.encode(flavors, forKey: .flavors)
        try container.encode(connectorTypes, forKey: .connectorTypes)
    }
}
