public import ApusCore
public import ApusModel
public import Logging
public import SystemPackage

/// Makes working components from stored ones: looks up flavor, secrets and connector.
public struct ComponentFactory: Sendable {
    let store: any MetadataStore
    let registry: FlavorRegistry
    let home: FilePath
    let logger: Logger
    let usesMachine: Bool

    /// - Parameter usesMachine: see ``/ApusCore/ComponentContext/usesMachine``.
    public init(
        store: any MetadataStore, registry: FlavorRegistry, home: FilePath, logger: Logger, usesMachine: Bool = true
    ) {
        self.usesMachine = usesMachine
        self.store = store
        self.registry = registry
        self.home = home
        self.logger = logger
    }

    /// What the flavor of `component` needs to make it.
    public func context(for component: Component) async throws -> ComponentContext {
        let secrets = component.needsSecrets ? try await store.secrets(of: component.id) : [:]
        return ComponentContext(
            component: component, secrets: secrets, access: component.connector.map(access), home: home, logger: logger,
            usesMachine: usesMachine)
    }

    private func access(through binding: ConnectorBinding) -> @Sendable () async throws -> ResourceAccess {
        { [store, registry, logger, usesMachine] in
            guard let record = try await store.connector(binding.connector) else {
                throw ApusError(
                    .notFound, "the service connector of this component is gone",
                    reason: "its identity is \(binding.connector)",
                    hint: "apus service-connector list")
            }
            let connector = try await registry.makeConnector(
                record, store: store, logger: logger, usesMachine: usesMachine)
            return try await connector.access(to: binding.resourceID, of: binding.resourceType)
        }
    }
}

extension FlavorRegistry {
    func makeConnector(
        _ record: Connector, store: any MetadataStore, logger: Logger, usesMachine: Bool
    ) async throws -> any ServiceConnector {
        let secrets = record.secretOptions.isEmpty ? [:] : try await store.secrets(of: record.id)
        return try makeConnector(
            ConnectorContext(connector: record, secrets: secrets, logger: logger, usesMachine: usesMachine))
    }
}
