import ApusCore
public import ApusModel

extension SQLStore {
    public func create(_ secret: Secret, values: [String: SecretString]) async throws {
        try await write { [vault] db in
            if try db.secret(secret.id) == secret { return }
            if try db.exists("SELECT 1 FROM named_secret WHERE id = ? OR name = ?", [secret.id.rawValue, secret.name]) {
                throw ApusError.taken(secret)
            }
            try db.change(
                "INSERT INTO named_secret (id, name, body) VALUES (?, ?, ?)",
                [secret.id.rawValue, secret.name, try CanonicalJSON.text(secret)])
            try vault.replace([:], with: values, of: secret.id.rawValue, in: db)
        }
    }

    public func update(_ secret: Secret, replacing old: Secret?, values: [String: SecretString]) async throws {
        try await write { [vault] db in
            guard let stored = try db.secret(secret.id) else { throw ApusError.missing("secret", secret.id) }
            let decision = try Replacement.decide(stored, new: secret, old: old, thing: "secret '\(stored.name)'")
            if decision == .keepAsIs { return }
            try SecretRules.checkKeys(of: secret, replacing: stored, components: db.allComponents())
            try db.change(
                "UPDATE named_secret SET name = ?, body = ? WHERE id = ?",
                [secret.name, try CanonicalJSON.text(secret), secret.id.rawValue])
            let owner = secret.id.rawValue
            let kept = try vault.secrets(of: owner, in: db)
            try vault.replace(
                kept, with: updatedSecrets(kept, with: values, keeping: secret.keys), of: owner, in: db)
        }
    }

    public func secrets() async throws -> [Secret] {
        try await read { db in try db.values(Secret.self, "SELECT body FROM named_secret ORDER BY name") }
    }

    public func secret(named name: String) async throws -> Secret? {
        try await read { db in try db.secret(named: name) }
    }

    public func values(of secret: Identifier<Secret>) async throws -> [String: SecretString] {
        try await read { [vault] db in try vault.secrets(of: secret.rawValue, in: db) }
    }

    public func deleteSecret(_ id: Identifier<Secret>) async throws {
        try await write { [vault] db in
            guard let secret = try db.secret(id) else { throw ApusError.missing("secret", id) }
            try SecretRules.checkUnused(
                secret, components: db.allComponents(),
                stacks: db.values(Stack.self, "SELECT body FROM stack ORDER BY name"))
            try db.change("DELETE FROM named_secret WHERE id = ?", [id.rawValue])
            try vault.forget(id.rawValue, in: db)
        }
    }

    public func secretVariables(of step: String, in run: Identifier<Run>) async throws -> [String: SecretString] {
        try await read { [vault] db in
            let planned = try RunTransaction(run, in: db).planned(step)
            return try SecretRules.variables(of: planned) { name in
                try db.secret(named: name).map { try vault.secrets(of: $0.id.rawValue, in: db) }
            }
        }
    }
}

extension SQLConnection {
    func secret(named name: String) throws -> Secret? {
        try value(Secret.self, "SELECT body FROM named_secret WHERE name = ?", [name])
    }

    fileprivate func secret(_ id: Identifier<Secret>) throws -> Secret? {
        try value(Secret.self, "SELECT body FROM named_secret WHERE id = ?", [id.rawValue])
    }

    fileprivate func allComponents() throws -> [Component] {
        try values(Component.self, "SELECT body FROM component ORDER BY type, name")
    }
}
