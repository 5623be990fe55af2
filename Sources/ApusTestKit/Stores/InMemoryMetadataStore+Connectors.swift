import ApusCore
public import ApusModel

extension InMemoryMetadataStore {
    public func create(_ connector: Connector, secrets: [String: SecretString]) async throws {
        try access { state in
            if state.connectors[connector.id] == connector { return }
            if state.connectors.values.contains(where: { $0.id == connector.id || $0.name == connector.name }) {
                throw ApusError.taken(connector)
            }
            state.connectors[connector.id] = connector
            state.connectorSecrets[connector.id] = secrets
        }
    }

    public func update(
        _ connector: Connector, replacing old: Connector?, secrets: [String: SecretString]
    ) async throws {
        try access { state in
            guard let stored = state.connectors[connector.id] else {
                throw ApusError.missing("service connector", connector.id)
            }
            let thing = "service connector '\(stored.name)'"
            if try Replacement.decide(stored, new: connector, old: old, thing: thing) == .keepAsIs { return }
            if state.connectors.values.contains(where: { $0.id != connector.id && $0.name == connector.name }) {
                throw ApusError.taken(connector)
            }
            state.connectors[connector.id] = connector
            state.connectorSecrets[connector.id] = updatedSecrets(
                state.connectorSecrets[connector.id] ?? [:], with: secrets, keeping: connector.secretOptions)
        }
    }

    public func connectors() async throws -> [Connector] {
        try access { state in state.connectors.values.sorted { $0.name < $1.name } }
    }

    public func connector(named name: String) async throws -> Connector? {
        try access { state in state.connectors.values.first { $0.name == name } }
    }

    public func connector(_ id: Identifier<Connector>) async throws -> Connector? {
        try access { state in state.connectors[id] }
    }

    public func secrets(of connector: Identifier<Connector>) async throws -> [String: SecretString] {
        try access { state in state.connectorSecrets[connector] ?? [:] }
    }

    public func deleteConnector(_ id: Identifier<Connector>) async throws {
        try access { state in
            guard let connector = state.connectors[id] else { throw ApusError.missing("service connector", id) }
            let users = state.components.values.filter { $0.connector?.connector == id }
                .sorted { ($0.type, $0.name) < ($1.type, $1.name) }
            if !users.isEmpty { throw ApusError.inUse(connector, by: users) }
            state.connectors[id] = nil
            state.connectorSecrets[id] = nil
        }
    }
}
