public import ApusCore
public import ApusModel
public import FoundationEssentials

extension ConnectorService {
    /// A connector as it was asked for.
    public struct Registration: Sendable {
        public var name: String
        public var type: String
        /// May be `nil` when the type has one method.
        public var authMethod: String?
        /// `nil` for every type that the connector type gives.
        public var resourceType: ResourceType?
        public var resourceID: String?
        public var options: [String: String]
        public var labels: [String: String]
        public var description: String?
        /// When the credentials end; what they say themselves without it.
        public var expiresAt: Date?
        /// In seconds.
        public var expirySkewTolerance: Int?
        /// What ``ConnectorService/findCredentials(for:)`` found, to lie under the options.
        public var found: FoundCredentials?

        public init(
            name: String, type: String, authMethod: String?, resourceType: ResourceType? = nil,
            resourceID: String? = nil, options: [String: String], labels: [String: String] = [:]
        ) {
            self.name = name
            self.type = type
            self.authMethod = authMethod
            self.resourceType = resourceType
            self.resourceID = resourceID
            self.options = options
            self.labels = labels
        }
    }

    /// Stores a connector once it has shown that it reaches its resources.
    /// - Parameter verifying: whether to contact the resources first.
    /// - Returns: the connector, and the resources that it reaches by type (empty when not verified).
    /// - Throws: ``ApusError``; nothing is stored then.
    public func register(
        _ wanted: Registration, verifying: Bool = true
    ) async throws -> (connector: Connector, resources: [ResourceListing]) {
        let name = try Name.validate(wanted.name, as: "service connector")
        let type = try registry.connectorType(wanted.type)
        let types = try type.checked(wanted.resourceType)
        try checkLimit(wanted.resourceID, types)
        if try await store.connector(named: name) != nil {
            throw ApusError(
                .alreadyExists, "there is already a service connector '\(name)'",
                hint: "apus service-connector describe \(name)")
        }
        let method = try type.authMethod(wanted.found?.authMethod ?? wanted.authMethod ?? soleMethod(of: type))
        let (plain, secrets) = try await method.stored(wanted.options, over: wanted.found?.options ?? [:], of: type)
        var connector = Connector(
            name: name, type: type.name, authMethod: method.name, resourceTypes: types, resourceID: wanted.resourceID,
            configuration: plain, secretOptions: secrets.keys.sorted(), labels: wanted.labels,
            description: wanted.description, expiresAt: wanted.expiresAt,
            expirySkewTolerance: wanted.expirySkewTolerance, createdAt: now())
        let working = try working(connector, secrets: secrets)
        connector.expiresAt = connector.expiresAt ?? working.credentialsEnd.map(Timestamp.rounded)
        connector.resourceID = try limit(of: connector, working, given: wanted.resourceID)
        let resources = verifying ? try await listings(of: connector, working) : []
        connector.resourceID = canonical(connector.resourceID, resources)
        try await store.create(connector, secrets: secrets)
        return (connector, resources)
    }

    /// Looks on this machine for credentials that its user has already.
    /// - Throws: ``ApusError`` with `.notFound` when there are none, `.unsupported` where nothing is looked for.
    public func findCredentials(for wanted: Registration) async throws -> FoundCredentials {
        let type = try registry.connectorType(wanted.type)
        guard let find = type.find else {
            throw ApusError(
                .unsupported, "service connector type '\(type.name)' looks for no credentials on this machine",
                hint: "leave out --auto-configure; apus service-connector describe-type \(type.name)")
        }
        return try await find(
            FoundCredentials.Wish(
                authMethod: wanted.authMethod, resourceID: wanted.resourceID, options: wanted.options))
    }

    private func soleMethod(of type: ConnectorType) throws(ApusError) -> String {
        if type.authMethods.count == 1 { return type.authMethods[0].name }
        throw ApusError(
            .invalidArgument, "service connector type '\(type.name)' has several authentication methods",
            reason: type.authMethods.map { "\($0.name): \($0.summary)" }.joined(separator: "; "),
            hint: "add --auth-method METHOD")
    }
}

extension ConnectorService {
    /// The one resource that the configuration limits the connector to, else the one that was given.
    func limit(
        of connector: Connector, _ working: any ServiceConnector, given: String?
    ) throws(ApusError) -> String? {
        guard connector.resourceTypes.count == 1, let sole = working.soleResource(of: connector.resourceTypes[0]) else {
            return given
        }
        guard let given, given != sole, !sole.hasSuffix("://\(given)") else { return sole }
        throw ApusError(
            .notFound, "service connector '\(connector.name)' does not reach '\(given)'",
            reason: "its configuration is for '\(sole)'", hint: "leave out --resource-id")
    }

    /// `id` in the words of the connector itself, which it was verified to reach.
    func canonical(_ id: String?, _ resources: [ResourceListing]) -> String? {
        guard id != nil, resources.count == 1, resources[0].resources.count == 1 else { return id }
        return resources[0].resources[0]
    }

    func checkLimit(_ id: String?, _ types: [ResourceType]) throws(ApusError) {
        guard id != nil, types.count > 1 else { return }
        throw ApusError(
            .invalidArgument, "a resource is given, but not of which type",
            reason: "the types are \(types.map(\.rawValue).joined(separator: ", "))", hint: "add --resource-type TYPE")
    }
}

extension ConnectorType {
    func checked(_ wanted: ResourceType?) throws(ApusError) -> [ResourceType] {
        guard let wanted else { return resourceTypes }
        if resourceTypes.contains(wanted) { return [wanted] }
        let names = resourceTypes.map(\.rawValue)
        throw ApusError(
            .invalidArgument, "service connector type '\(name)' gives no access to a '\(wanted)'",
            reason: "it gives access to \(names.joined(separator: ", "))",
            hint: Spelling.closest(to: wanted.rawValue, among: names).map { "did you mean '\($0)'?" })
    }
}

extension ConnectorType.AuthMethod {
    /// Options as they are stored: texts laid over values, checked and completed, secret ones apart.
    func stored(
        _ texts: [String: String], over base: [String: JSONValue], of type: ConnectorType
    ) async throws -> (plain: [String: JSONValue], secrets: [String: SecretString]) {
        let subject = "service connector type '\(type.name)' with authentication method '\(name)'"
        var values = base
        for (name, text) in texts.sorted(by: { $0.key < $1.key }) {
            if let option = schema.option(name), let value = option.kind.parse(text) {
                values[option.name] = value
            } else {
                _ = try schema.parse([name: text], of: subject)  // says what is wrong with it
            }
        }
        let prepared = try await prepare(schema.validate(values, of: subject))
        return schema.separatingSecrets(try schema.validate(prepared, of: subject))
    }
}
