public import ApusCore
public import ApusModel
public import FoundationEssentials
public import Logging

/// Registers, changes, verifies, lists and removes service connectors.
public struct ConnectorService: Sendable {
    let store: any MetadataStore
    let registry: FlavorRegistry
    let now: @Sendable () -> Date
    let logger: Logger
    let usesMachine: Bool

    /// - Parameters:
    ///   - now: tells when credentials end, and when connectors are made and changed.
    ///   - logger: is handed to the connectors.
    ///   - usesMachine: see ``/ApusCore/ConnectorContext/usesMachine``.
    public init(
        store: any MetadataStore, registry: FlavorRegistry, now: @escaping @Sendable () -> Date = { Date() },
        logger: Logger = Logger(label: "apus.connectors"), usesMachine: Bool = true
    ) {
        self.usesMachine = usesMachine
        self.logger = logger
        self.store = store
        self.registry = registry
        self.now = now
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

    /// Removes a connector that no component is bound to.
    public func delete(_ name: String) async throws {
        try await store.deleteConnector(connector(named: name).id)
    }

    /// The stored connector, ready to be used.
    func working(_ record: Connector) async throws -> any ServiceConnector {
        let secrets = record.secretOptions.isEmpty ? [:] : try await store.secrets(of: record.id)
        return try working(record, secrets: secrets)
    }

    func working(_ record: Connector, secrets: [String: SecretString]) throws -> any ServiceConnector {
        try registry.connectorType(record.type).authMethod(record.authMethod)
            .make(
                ConnectorContext(
                    connector: record, secrets: secrets, logger: logger, now: now, usesMachine: usesMachine))
    }
}
