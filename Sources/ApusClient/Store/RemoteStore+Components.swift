import ApusAPI
public import ApusModel

extension RemoteStore {
    public func create(_ component: Component, secrets: [String: SecretString]) async throws {
        let record = ComponentRecord(component: component, secrets: SecretValues(secrets))
        try await server.send(RemoteCall(.createComponent, body: record))
    }

    public func update(
        _ component: Component, replacing old: Component?, secrets: [String: SecretString]
    ) async throws {
        let record = ComponentRecord(component: component, replacing: old, secrets: SecretValues(secrets))
        try await server.send(RemoteCall(.updateComponent, component.id.rawValue, body: record))
    }

    public func components(of type: ComponentType?) async throws -> [Component] {
        let call = RemoteCall(.components, query: [("type", type?.rawValue)])
        return try await server.answer(call, as: Listing<Component>.self).items
    }

    public func component(named name: String, of type: ComponentType) async throws -> Component? {
        let call = RemoteCall(.components, query: [("type", type.rawValue), ("name", name)])
        return try await server.answer(call, as: Listing<Component>.self).items.first
    }

    public func component(_ id: Identifier<Component>) async throws -> Component? {
        try await server.answerIfFound(RemoteCall(.component, id.rawValue))
    }

    public func secrets(of component: Identifier<Component>) async throws -> [String: SecretString] {
        try await server.answer(RemoteCall(.componentSecrets, component.rawValue), as: SecretValues.self).values
    }

    public func deleteComponent(_ id: Identifier<Component>) async throws {
        try await server.send(RemoteCall(.deleteComponent, id.rawValue))
    }
}
