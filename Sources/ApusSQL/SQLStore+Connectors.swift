import ApusCore
public import ApusModel

extension SQLStore {
    public func create(_ connector: Connector, secrets: [String: SecretString]) async throws {
        try await write { [vault] db in
            if try db.connector(connector.id) == connector { return }
            if try db.exists(
                "SELECT 1 FROM connector WHERE id = ? OR name = ?", [connector.id.rawValue, connector.name])
            {
                throw ApusError.taken(connector)
            }
            try db.change(
                "INSERT INTO connector (id, name, body) VALUES (?, ?, ?)",
                [connector.id.rawValue, connector.name, try CanonicalJSON.text(connector)])
            try vault.replace([:], with: secrets, of: connector.id.rawValue, in: db)
        }
    }

    public func update(
        _ connector: Connector, replacing old: Connector?, secrets: [String: SecretString]
    ) async throws {
        try await write { [vault] db in
            let owner = connector.id.rawValue
            guard let stored = try db.connector(connector.id) else {
                throw ApusError.missing("service connector", connector.id)
            }
            let thing = "service connector '\(stored.name)'"
            if try Replacement.decide(stored, new: connector, old: old, thing: thing) == .keepAsIs { return }
            if try db.exists("SELECT 1 FROM connector WHERE name = ? AND id <> ?", [connector.name, owner]) {
                throw ApusError.taken(connector)
            }
            try db.change(
                "UPDATE connector SET name = ?, body = ? WHERE id = ?",
                [connector.name, try CanonicalJSON.text(connector), owner])
            let old = try vault.secrets(of: owner, in: db)
            let new = updatedSecrets(old, with: secrets, keeping: connector.secretOptions)
            try vault.replace(old, with: new, of: owner, in: db)
        }
    }

    public func connectors() async throws -> [Connector] {
        try await read { db in try db.values(Connector.self, "SELECT body FROM connector ORDER BY name") }
    }

    public func connector(named name: String) async throws -> Connector? {
        try await read { db in
            try db.value(Connector.self, "SELECT body FROM connector WHERE name = ?", [name])
        }
    }

    public func connector(_ id: Identifier<Connector>) async throws -> Connector? {
        try await read { db in try db.connector(id) }
    }

    public func secrets(of connector: Identifier<Connector>) async throws -> [String: SecretString] {
        try await read { [vault] db in try vault.secrets(of: connector.rawValue, in: db) }
    }

    public func deleteConnector(_ id: Identifier<Connector>) async throws {
        try await write { [vault] db in
            guard let connector = try db.connector(id) else { throw ApusError.missing("service connector", id) }
            let users = try db.values(
                Component.self, "SELECT body FROM component WHERE connector = ? ORDER BY type, name", [id.rawValue])
            if !users.isEmpty { throw ApusError.inUse(connector, by: users) }
            try db.change("DELETE FROM connector WHERE id = ?", [id.rawValue])
            try vault.forget(id.rawValue, in: db)
        }
    }
}

extension SQLConnection {
    fileprivate func connector(_ id: Identifier<Connector>) throws -> Connector? {
        try value(Connector.self, "SELECT body FROM connector WHERE id = ?", [id.rawValue])
    }
}
