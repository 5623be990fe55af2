public import ApusModel

/// A kind of service connector with its authentication methods.
public struct ConnectorType: Sendable {
    /// One way to prove who one is.
    public struct AuthMethod: Sendable {
        public let name: String
        public let summary: String
        /// The options, read from their declaration whenever they are asked for.
        public var schema: ConfigurationSchema { declaration() }
        let declaration: @Sendable () -> ConfigurationSchema
        /// Completes valid options, secret ones among them, whenever they are stored. What a method reads from this
        /// machine then, the connector has on every machine.
        public let prepare: @Sendable ([String: JSONValue]) async throws -> [String: JSONValue]
        /// Makes a working connector, which refuses to be used once the stored credentials have ended. Cheap: nothing
        /// is contacted until it is used.
        public let make: @Sendable (ConnectorContext) throws -> any ServiceConnector

        public init<Configuration: ComponentConfiguration>(
            name: String, summary: String, configuration: Configuration.Type,
            prepare: @escaping @Sendable ([String: JSONValue]) async throws -> [String: JSONValue] = { $0 },
            make: @escaping @Sendable (Configuration, ConnectorContext) throws -> any ServiceConnector
        ) {
            self.name = name
            self.summary = summary
            declaration = { Configuration.schema }
            self.prepare = prepare
            self.make = { context in
                let configuration = try Configuration(
                    context.allOptions, of: "service connector '\(context.connector.name)'")
                return ExpiringConnector(
                    connector: try make(configuration, context), context: context, schema: Configuration.schema)
            }
        }
    }

    public let name: String
    public let summary: String
    public let resourceTypes: [ResourceType]
    /// Those of ``resourceTypes`` of which one connector may reach several resources.
    public let multiInstanceTypes: Set<ResourceType>
    public let authMethods: [AuthMethod]
    /// Looks on this machine for credentials that its user has already; `nil` when the type has none to look for.
    /// Throws ``/ApusModel/ApusError`` with `.notFound` when there are none.
    public let find: (@Sendable (FoundCredentials.Wish) async throws -> FoundCredentials)?

    /// Tells a program of this machine's user about a resource, keeping whatever else the program knows; `nil` when
    /// there is no such program. Throws ``/ApusModel/ApusError``; nothing is written then.
    public let login: (@Sendable (ConnectorLogin) async throws -> ConnectorLogin.Receipt)?

    public init(
        name: String, summary: String, resourceTypes: [ResourceType], multiInstanceTypes: Set<ResourceType> = [],
        authMethods: [AuthMethod], find: (@Sendable (FoundCredentials.Wish) async throws -> FoundCredentials)? = nil,
        login: (@Sendable (ConnectorLogin) async throws -> ConnectorLogin.Receipt)? = nil
    ) {
        self.name = name
        self.summary = summary
        self.resourceTypes = resourceTypes
        self.multiInstanceTypes = multiInstanceTypes
        self.authMethods = authMethods
        self.find = find
        self.login = login
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
