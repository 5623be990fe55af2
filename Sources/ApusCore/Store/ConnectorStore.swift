public import ApusModel

/// Keeps service connectors and their secrets.
public protocol ConnectorStore: Sendable {
    /// Stores a new connector with the values of its secret options.
    /// - Throws: ``/ApusModel/ApusError`` with `.alreadyExists` when the name is taken; the same connector again is
    ///   fine.
    func create(_ connector: Connector, secrets: [String: SecretString]) async throws

    /// Replaces a stored connector of the same identity. `secrets` are laid over the stored ones; names that are no
    /// longer in `connector.secretOptions` are forgotten. The same update again changes nothing.
    /// - Parameter old: what the caller believes to be stored; `nil` replaces whatever is.
    /// - Throws: `.notFound`; `.alreadyExists` when the new name is taken; `.conflict` when something else than `old`
    ///   is stored, because somebody was faster.
    func update(_ connector: Connector, replacing old: Connector?, secrets: [String: SecretString]) async throws

    /// All connectors, by name.
    func connectors() async throws -> [Connector]

    /// The connector of that name, or `nil`.
    func connector(named name: String) async throws -> Connector?

    /// The connector of that identity, or `nil`.
    func connector(_ id: Identifier<Connector>) async throws -> Connector?

    /// The values of the secret options of the connector; empty for an unknown one.
    func secrets(of connector: Identifier<Connector>) async throws -> [String: SecretString]

    /// Removes a connector with its secrets.
    /// - Throws: `.notFound`; `.inUse` when a component is bound to it, naming the components.
    func deleteConnector(_ id: Identifier<Connector>) async throws
}

extension ConnectorStore {
    /// Replaces the stored connector of the same identity, whatever it is.
    public func update(_ connector: Connector, secrets: [String: SecretString]) async throws {
        try await update(connector, replacing: nil, secrets: secrets)
    }
}
