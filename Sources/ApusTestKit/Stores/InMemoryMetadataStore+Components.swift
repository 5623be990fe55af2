import ApusCore
public import ApusModel

extension InMemoryMetadataStore {
    public func create(_ component: Component, secrets: [String: SecretString]) async throws {
        try access { state in
            if state.components[component.id] == component { return }
            if state.components[component.id] != nil || state.isTaken(component) { throw ApusError.taken(component) }
            state.components[component.id] = component
            state.componentSecrets[component.id] = secrets
        }
    }

    public func update(
        _ component: Component, replacing old: Component?, secrets: [String: SecretString]
    ) async throws {
        try access { state in
            guard let stored = state.components[component.id] else {
                throw ApusError.missing("component", component.id)
            }
            let decision = try Replacement.decide(stored, new: component, old: old, thing: stored.described)
            if decision == .keepAsIs { return }
            if state.isTaken(component) { throw ApusError.taken(component) }
            state.components[component.id] = component
            state.componentSecrets[component.id] = updatedSecrets(
                state.componentSecrets[component.id] ?? [:], with: secrets, keeping: component.secretOptions)
        }
    }

    public func components(of type: ComponentType?) async throws -> [Component] {
        try access { state in
            state.components.values.filter { type == nil || $0.type == type }
                .sorted { ($0.type, $0.name) < ($1.type, $1.name) }
        }
    }

    public func component(named name: String, of type: ComponentType) async throws -> Component? {
        try access { state in state.components.values.first { $0.name == name && $0.type == type } }
    }

    public func component(_ id: Identifier<Component>) async throws -> Component? {
        try access { state in state.components[id] }
    }

    public func secrets(of component: Identifier<Component>) async throws -> [String: SecretString] {
        try access { state in
            guard let stored = state.components[component] else { return [:] }
            let resolved = try SecretRules.resolve(stored) { state.secret(named: $0) }
            return (state.componentSecrets[component] ?? [:]).merging(resolved) { _, resolved in resolved }
        }
    }

    public func deleteComponent(_ id: Identifier<Component>) async throws {
        try access { state in
            guard let component = state.components[id] else { throw ApusError.missing("component", id) }
            let users = state.stacks.values.filter { $0.components.values.contains(id) }.map(\.name).sorted()
            if !users.isEmpty { throw ApusError.inUse(component, by: users) }
            let schedules = state.schedules.values.filter { $0.plan.components.contains { $0.id == id } }
                .map(\.schedule.name)
            if !schedules.isEmpty {
                throw ApusError.inUse("\(component.type) '\(component.name)'", bySchedules: schedules.sorted())
            }
            state.components[id] = nil
            state.componentSecrets[id] = nil
        }
    }
}

extension StoredMetadata {
    fileprivate func isTaken(_ component: Component) -> Bool {
        components.values.contains { $0.id != component.id && $0.type == component.type && $0.name == component.name }
    }
}
