public import ApusModel

extension MetadataStore {
    /// The service connector that the component is bound to, with the values of its secret options.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` when the component or its connector is gone, or it is bound
    ///   to none.
    public func connector(
        of component: Identifier<Component>
    ) async throws -> (connector: Connector, secrets: [String: SecretString]) {
        guard let stored = try await self.component(component) else { throw ApusError.missing("component", component) }
        guard let binding = stored.connector, let connector = try await connector(binding.connector) else {
            throw ApusError(
                .notFound, "\(stored.described) has no service connector",
                hint: "apus \(stored.type.commandName) connect \(stored.name) --connector NAME")
        }
        return (connector, connector.secretOptions.isEmpty ? [:] : try await secrets(of: connector.id))
    }
}
