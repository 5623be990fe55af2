public import ApusCore
public import ApusModel
public import FoundationEssentials
import Logging

/// Registers, verifies, lists and removes service connectors.
public struct ConnectorService: Sendable {
    let store: any MetadataStore
    let registry: FlavorRegistry
    let now: @Sendable () -> Date
    private let logger = Logger(label: "apus.connectors")

    public init(store: any MetadataStore, registry: FlavorRegistry, now: @escaping @Sendable () -> Date = { Date() }) {
        self.store = store
        self.registry = registry
        self.now = now
    }

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

        public init(
            name: String, type: String, authMethod: String?, resourceType: ResourceType? = nil, resourceID: String? = nil,
            options: [String: String], labels: [String: String] = [:]
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
        let type = try registry.connectorType(wanted.type)
        let method = try type.authMethod(wanted.authMethod ?? soleMethod(of: type))
        let subject = "service connector type '\(type.name)' with authentication method '\(method.name)'"
        let values = try method.schema.parse(wanted.options, of: subject)
        let (plain, secrets) = method.schema.separatingSecrets(values)
        let connector = Connector(
            name: try Name.validate(wanted.name, as: "service connector"), type: type.name, authMethod: method.name,
            resourceTypes: try resourceTypes(wanted.resourceType, of: type), resourceID: wanted.resourceID,
            configuration: plain, secretOptions: secrets.keys.sorted(), labels: wanted.labels, createdAt: now())
        if try await store.connector(named: wanted.name) != nil {
            throw ApusError(
                .alreadyExists, "there is already a service connector '\(wanted.name)'",
                hint: "apus service-connector describe \(wanted.name)")
        }
        let working = try method.make(ConnectorContext(connector: connector, secrets: secrets, logger: logger))
        let resources = verifying ? try await listing(of: connector, working) : []
        try await store.create(connector, secrets: secrets)
        return (connector, resources)
    }

    /// The connector of that name.
    /// - Throws: ``ApusError`` with `.notFound`, naming the connectors that exist.
    public func connector(named name: String) async throws -> Connector {
        if let connector = try await store.connector(named: name) { return connector }
        let names = try await store.connectors().map(\.name)
        throw ApusError(
            .notFound, "there is no service connector '\(name)'",
            reason: names.isEmpty ? "none is registered" : "there are \(names.joined(separator: ", "))",
            hint: Spelling.closest(to: name, among: names).map { "did you mean '\($0)'?" }
                ?? "apus service-connector register \(name) --type TYPE")
    }

    /// Really reaches the connector's resources.
    public func verify(_ name: String) async throws -> [ResourceListing] {
        let connector = try await connector(named: name)
        return try await listing(of: connector, registry.makeConnector(connector, store: store, logger: logger))
    }

    /// What every connector reaches, contacted side by side; one that fails is listed with its error.
    public func listResources(of type: ResourceType?) async throws -> [ResourceListing] {
        let connectors = try await store.connectors().filter { type == nil || $0.resourceTypes.contains { $0 == type } }
        return try await withThrowingTaskGroup(of: (Int, [ResourceListing]).self) { group in
            for (index, connector) in connectors.enumerated() {
                group.addTask { (index, try await self.outcome(of: connector, type)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    /// Removes a connector that no component is bound to.
    public func delete(_ name: String) async throws {
        try await store.deleteConnector(connector(named: name).id)
    }
}

extension ConnectorService {
    /// The binding of a flavor's component to a connector's resource, after reaching it.
    func binding(for flavor: Flavor, to name: String, resource: String?) async throws -> ConnectorBinding {
        guard let type = flavor.connectorResource else {
            throw ApusError(
                .unsupported, "\(flavor.type) flavor '\(flavor.name)' takes no service connector",
                hint: "connect a component of another flavor")
        }
        let record = try await connector(named: name)
        guard record.resourceTypes.contains(type) else {
            throw ApusError(
                .invalidArgument, "service connector '\(name)' gives no access to a \(type)",
                reason: "it gives access to \(record.resourceTypes.map(\.rawValue).joined(separator: ", "))",
                hint: "apus service-connector list-resources --resource-type \(type)")
        }
        let working = try await registry.makeConnector(record, store: store, logger: logger)
        let found = try await working.resources(of: type, matching: resource ?? record.resourceID)
        guard found.count == 1, let only = found.first else {
            throw ApusError(
                .invalidArgument, "service connector '\(name)' reaches \(found.count) resources of type \(type)",
                reason: found.joined(separator: ", "), hint: "add --resource-id ID")
        }
        return ConnectorBinding(connector: record.id, resourceType: type, resourceID: only)
    }

    private func outcome(of connector: Connector, _ type: ResourceType?) async throws -> [ResourceListing] {
        do {
            let working = try await registry.makeConnector(connector, store: store, logger: logger)
            return try await listing(of: connector, working).filter { type == nil || $0.resourceType == type }
        } catch let error as ApusError {
            return (type.map { [$0] } ?? connector.resourceTypes).map {
                ResourceListing(connector: connector, resourceType: $0, resources: [], error: error.summary)
            }
        }
    }

    private func listing(of connector: Connector, _ working: any ServiceConnector) async throws -> [ResourceListing] {
        var listings: [ResourceListing] = []
        for type in connector.resourceTypes {
            let found = try await working.resources(of: type, matching: connector.resourceID)
            listings.append(ResourceListing(connector: connector, resourceType: type, resources: found, error: nil))
        }
        return listings
    }

    private func soleMethod(of type: ConnectorType) throws(ApusError) -> String {
        if type.authMethods.count == 1 { return type.authMethods[0].name }
        throw ApusError(
            .invalidArgument, "service connector type '\(type.name)' has several authentication methods",
            reason: type.authMethods.map { "\($0.name): \($0.summary)" }.joined(separator: "; "),
            hint: "add --auth-method METHOD")
    }

    private func resourceTypes(_ wanted: ResourceType?, of type: ConnectorType) throws(ApusError) -> [ResourceType] {
        guard let wanted else { return type.resourceTypes }
        if type.resourceTypes.contains(wanted) { return [wanted] }
        throw ApusError(
            .invalidArgument, "service connector type '\(type.name)' gives no access to a '\(wanted)'",
            reason: "it gives access to \(type.resourceTypes.map(\.rawValue).joined(separator: ", "))")
    }
}
