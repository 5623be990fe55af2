import ApusAPI
public import ApusModel

extension RemoteStore {
    public func create(_ connector: Connector, secrets: [String: SecretString]) async throws {
        let record = ConnectorRecord(connector: connector, secrets: SecretValues(secrets))
        try await server.send(RemoteCall(.createConnector, body: record))
    }

    public func update(
        _ connector: Connector, replacing old: Connector?, secrets: [String: SecretString]
    ) async throws {
        let record = ConnectorRecord(connector: connector, replacing: old, secrets: SecretValues(secrets))
        try await server.send(RemoteCall(.updateConnector, connector.id.rawValue, body: record))
    }

    /// As the store's call of that name, in one call, and also for the token of a run whose plan has the component.
    public func connector(
        of component: Identifier<Component>
    ) async throws -> (connector: Connector, secrets: [String: SecretString]) {
        let call = RemoteCall(.componentConnector, component.rawValue)
        let record = try await server.answer(call, as: ConnectorRecord.self)
        return (record.connector, record.secrets.values)
    }

    public func connectors() async throws -> [Connector] {
        try await server.answer(RemoteCall(.connectors), as: Listing<Connector>.self).items
    }

    public func connector(named name: String) async throws -> Connector? {
        let call = RemoteCall(.connectors, query: [("name", name)])
        return try await server.answer(call, as: Listing<Connector>.self).items.first
    }

    public func connector(_ id: Identifier<Connector>) async throws -> Connector? {
        try await server.answerIfFound(RemoteCall(.connector, id.rawValue))
    }

    public func secrets(of connector: Identifier<Connector>) async throws -> [String: SecretString] {
        try await server.answer(RemoteCall(.connectorSecrets, connector.rawValue), as: SecretValues.self).values
    }

    public func deleteConnector(_ id: Identifier<Connector>) async throws {
        try await server.send(RemoteCall(.deleteConnector, id.rawValue))
    }
}
