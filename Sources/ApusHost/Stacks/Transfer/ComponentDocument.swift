public import ApusModel

/// A component in a ``StackDocument``.
public struct ComponentDocument: Hashable, Sendable {
    public var name: String
    public var flavor: String
    /// Options by name. Values of secret options are not among them, unless they refer to stored secrets.
    public var configuration: [String: JSONValue]
    /// The secret options that are set; whoever takes the component in has to know their values.
    public var secretOptions: [String]
    public var labels: [String: String]
    public var environment: [String: String]
    public var secrets: [String]
    public var connector: ConnectorDocument?

    public init(
        name: String, flavor: String, configuration: [String: JSONValue] = [:], secretOptions: [String] = [],
        labels: [String: String] = [:], environment: [String: String] = [:], secrets: [String] = [],
        connector: ConnectorDocument? = nil
    ) {
        self.name = name
        self.flavor = flavor
        self.configuration = configuration
        self.secretOptions = secretOptions
        self.labels = labels
        self.environment = environment
        self.secrets = secrets
        self.connector = connector
    }
}
