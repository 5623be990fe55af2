import ApusCore
public import ApusModel

extension SQLStore {
    public func create(_ component: Component, secrets: [String: SecretString]) async throws {
        try await write { [vault] db in
            if let stored = try db.component(component.id) {
                if stored == component { return }
                throw ApusError.taken(component)
            }
            if try db.component(named: component.name, of: component.type) != nil { throw ApusError.taken(component) }
            try db.insert(component)
            try vault.replace([:], with: secrets, of: component.id.rawValue, in: db)
        }
    }

    public func update(
        _ component: Component, replacing old: Component?, secrets: [String: SecretString]
    ) async throws {
        try await write { [vault] db in
            guard let stored = try db.component(component.id) else {
                throw ApusError.missing("component", component.id)
            }
            let decision = try Replacement.decide(stored, new: component, old: old, thing: stored.described)
            if decision == .keepAsIs { return }
            if let named = try db.component(named: component.name, of: component.type), named.id != stored.id {
                throw ApusError.taken(component)
            }
            try db.change(
                "UPDATE component SET name = ?, connector = ?, body = ? WHERE id = ?",
                [
                    component.name, component.connector?.connector.rawValue, try CanonicalJSON.text(component),
                    component.id.rawValue,
                ])
            let owner = component.id.rawValue
            let old = try vault.secrets(of: owner, in: db)
            let new = updatedSecrets(old, with: secrets, keeping: component.secretOptions)
            try vault.replace(old, with: new, of: owner, in: db)
        }
    }

    public func components(of type: ComponentType?) async throws -> [Component] {
        try await read { db in
            guard let type else {
                return try db.values(Component.self, "SELECT body FROM component ORDER BY type, name")
            }
            return try db.values(
                Component.self, "SELECT body FROM component WHERE type = ? ORDER BY name", [type.rawValue])
        }
    }

    public func component(named name: String, of type: ComponentType) async throws -> Component? {
        try await read { db in try db.component(named: name, of: type) }
    }

    public func component(_ id: Identifier<Component>) async throws -> Component? {
        try await read { db in try db.component(id) }
    }

    public func secrets(of component: Identifier<Component>) async throws -> [String: SecretString] {
        try await read { [vault] db in
            guard let stored = try db.component(component) else { return [:] }
            let resolved = try SecretRules.resolve(stored) { name in
                try db.secret(named: name).map { ($0, try vault.secrets(of: $0.id.rawValue, in: db)) }
            }
            return try vault.secrets(of: component.rawValue, in: db).merging(resolved) { _, resolved in resolved }
        }
    }

    public func deleteComponent(_ id: Identifier<Component>) async throws {
        try await write { [vault] db in
            guard let component = try db.component(id) else { throw ApusError.missing("component", id) }
            let users = try db.stackNames(with: id)
            if !users.isEmpty { throw ApusError.inUse(component, by: users) }
            let schedules = try db.names(db.dialect.schedulesWithComponent, [id.rawValue])
            if !schedules.isEmpty {
                throw ApusError.inUse("\(component.type) '\(component.name)'", bySchedules: schedules)
            }
            try db.delete(component, forgettingSecretsIn: vault)
        }
    }
}

extension SQLConnection {
    func insert(_ component: Component) throws {
        try change(
            "INSERT INTO component (id, type, name, connector, body) VALUES (?, ?, ?, ?, ?)",
            [
                component.id.rawValue, component.type.rawValue, component.name,
                component.connector?.connector.rawValue, try CanonicalJSON.text(component),
            ])
    }

    func component(_ id: Identifier<Component>) throws -> Component? {
        try value(Component.self, "SELECT body FROM component WHERE id = ?", [id.rawValue])
    }

    fileprivate func component(named name: String, of type: ComponentType) throws -> Component? {
        try value(
            Component.self, "SELECT body FROM component WHERE type = ? AND name = ?", [type.rawValue, name])
    }

    func delete(_ component: Component, forgettingSecretsIn vault: SecretVault) throws {
        try change("DELETE FROM component WHERE id = ?", [component.id.rawValue])
        try vault.forget(component.id.rawValue, in: self)
    }

    func stackNames(with component: Identifier<Component>) throws -> [String] {
        try names(
            """
            SELECT stack.name FROM stack JOIN stack_component ON stack_component.stack = stack.id
            WHERE stack_component.component = ? ORDER BY stack.name
            """, [component.rawValue])
    }
}
