public import ApusCore
public import ApusModel

/// What a flavor says about itself: enough for a form.
public struct FlavorDeclaration: Hashable, Sendable, Codable {
    public let type: ComponentType
    public let name: String
    public let summary: String
    public let options: [ConfigurationSchema.Option]
    /// The resource type that a connector must give for this flavor, or `nil` when it takes no connector.
    public let connectorResource: ResourceType?

    public init(_ flavor: Flavor) {
        type = flavor.type
        name = flavor.name
        summary = flavor.summary
        options = flavor.schema.options
        connectorResource = flavor.connectorResource
    }
}
