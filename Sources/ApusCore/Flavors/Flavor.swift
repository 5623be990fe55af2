public import ApusModel

/// A named implementation of a component type, with the options that it takes.
public struct Flavor: Sendable {
    public let type: ComponentType
    public let name: String
    /// One line for listings.
    public let summary: String
    /// The options, read from their declaration whenever they are asked for: most commands ask for none.
    public var schema: ConfigurationSchema { declaration() }
    private let declaration: @Sendable () -> ConfigurationSchema
    /// The resource type that a connector must give for this flavor, or `nil` when it takes no connector.
    public let connectorResource: ResourceType?
    /// Whether a component so configured lives on other machines, so that it cannot see this one's files or store.
    public let isRemote: @Sendable ([String: JSONValue]) -> Bool
    /// Whether its implementation is on this machine alone, as a plugin that the user registered is. What runs on other
    /// machines cannot use it.
    public var isOnThisMachineAlone = false
    /// Makes a working component. Cheap: nothing is contacted until the component is used.
    public let make: @Sendable (ComponentContext) throws -> any StackComponent

    public init(
        type: ComponentType, name: String, summary: String,
        schema: @autoclosure @escaping @Sendable () -> ConfigurationSchema,
        connectorResource: ResourceType? = nil,
        isRemote: @escaping @Sendable ([String: JSONValue]) -> Bool,
        make: @escaping @Sendable (ComponentContext) throws -> any StackComponent
    ) {
        self.type = type
        self.name = name
        self.summary = summary
        declaration = schema
        self.connectorResource = connectorResource
        self.isRemote = isRemote
        self.make = make
    }

    /// Declares a flavor by its configuration type.
    public init<Configuration: ComponentConfiguration>(
        type: ComponentType, name: String, summary: String, configuration: Configuration.Type,
        connectorResource: ResourceType? = nil, isRemote: @escaping @Sendable ([String: JSONValue]) -> Bool,
        make: @escaping @Sendable (Configuration, ComponentContext) throws -> any StackComponent
    ) {
        self.init(
            type: type, name: name, summary: summary, schema: Configuration.schema,
            connectorResource: connectorResource,
            isRemote: isRemote
        ) { context in
            try make(Configuration(context.allOptions, of: "\(type) '\(context.component.name)'"), context)
        }
    }
}
