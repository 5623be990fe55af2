public import ApusModel

/// A kind of service connector with its authentication methods.
public struct ConnectorType: Sendable {
    /// One way to prove who one is.
    public struct AuthMethod: Sendable {
        public let name: String
        public let summary: String
        public let schema: ConfigurationSchema
        /// Makes a working connector. Cheap: nothing is contacted until it is used.
        public let make: @Sendable (ConnectorContext) throws -> any ServiceConnector

        public init<Configuration: ComponentConfiguration>(
            name: String, summary: String, configuration: Configuration.Type,
            make: @escaping @Sendable (Configuration, ConnectorContext) throws -> any ServiceConnector
        ) {
            self.name = name
            self.summary = summary
            schema = Configuration.schema
            self.make = { context in
                try make(
                    Configuration(context.allOptions, of: "service connector '\(context.connector.name)'"), context)
            }
        }
    }

    public let name: String
    public let summary: String
    public let resourceTypes: [ResourceType]
    public let authMethods: [AuthMethod]

    public init(name: String, summary: String, resourceTypes: [ResourceType], authMethods: [AuthMethod]) {
        self.name = name
        self.summary = summary
        self.resourceTypes = resourceTypes
        self.authMethods = authMethods
    }

    /// The method of that name.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound`, naming the methods that exist and the closest spelling.
    public func authMethod(_ name: String) throws(ApusError) -> AuthMethod {
        if let method = authMethods.first(where: { $0.name == name }) { return method }
        let names = authMethods.map(\.name)
        throw ApusError(
            .notFound, "service connector type '\(self.name)' has no authentication method '\(name)'",
            reason: "it has \(names.joined(separator: ", "))",
            hint: Spelling.closest(to: name, among: names).map { "did you mean '\($0)'?" })
    }
}
