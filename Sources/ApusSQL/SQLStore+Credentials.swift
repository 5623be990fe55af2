import ApusCore
public import ApusModel
public import FoundationEssentials

extension SQLStore {
    public func create(_ key: APIKey, digest: ContentDigest, replacing old: Identifier<APIKey>?) async throws {
        try await write { db in
            _ = try db.existingAccount(key.account)
            if try db.apiKey(key.id) == key { return }
            if let old {
                guard try db.apiKey(old)?.account == key.account else { throw ApusError.missing("API key", old) }
                try db.change("DELETE FROM api_key WHERE id = ?", [old.rawValue])
            }
            let isTaken = try db.exists(
                "SELECT 1 FROM api_key WHERE id = ? OR (account = ? AND name = ?)",
                [key.id.rawValue, key.account.rawValue, key.name])
            if isTaken { throw ApusError.taken(key) }
            try db.change(
                "INSERT INTO api_key (id, account, name, digest, body) VALUES (?, ?, ?, ?, ?)",
                [
                    key.id.rawValue, key.account.rawValue, key.name, digest.hexadecimal,
                    try CanonicalJSON.text(key),
                ])
        }
    }

    public func apiKeys(of account: Identifier<Account>?) async throws -> [APIKey] {
        try await read { db in
            guard let account else {
                return try db.values(APIKey.self, "SELECT body FROM api_key ORDER BY account, name")
            }
            return try db.values(
                APIKey.self, "SELECT body FROM api_key WHERE account = ? ORDER BY name", [account.rawValue])
        }
    }

    public func apiKey(_ id: Identifier<APIKey>) async throws -> APIKey? {
        try await read { db in try db.apiKey(id) }
    }

    public func apiKey(withDigest digest: ContentDigest) async throws -> (key: APIKey, account: Account)? {
        try await read { db in
            let sql = "SELECT body FROM api_key WHERE digest = ?"
            guard let key = try db.value(APIKey.self, sql, [digest.hexadecimal]) else { return nil }
            return (key, try db.existingAccount(key.account))
        }
    }

    public func noteUse(of key: Identifier<APIKey>, at: Date) async throws {
        try await write { db in
            guard var stored = try db.apiKey(key) else { return }
            stored.noteUse(at: at)
            try db.change("UPDATE api_key SET body = ? WHERE id = ?", [try CanonicalJSON.text(stored), key.rawValue])
        }
    }

    public func deleteAPIKey(_ id: Identifier<APIKey>) async throws {
        try await write { db in
            if try db.apiKey(id) == nil { throw ApusError.missing("API key", id) }
            try db.change("DELETE FROM api_key WHERE id = ?", [id.rawValue])
        }
    }

    public func create(_ login: LoginSession, digest: ContentDigest) async throws {
        try await write { db in
            _ = try db.existingAccount(login.account)
            try db.change("DELETE FROM login WHERE expires_at <= ?", [login.createdAt.milliseconds])
            try db.change(
                "INSERT INTO login (id, account, digest, expires_at, body) VALUES (?, ?, ?, ?, ?)",
                [
                    login.id.rawValue, login.account.rawValue, digest.hexadecimal, login.expiresAt.milliseconds,
                    try CanonicalJSON.text(login),
                ])
        }
    }

    public func login(withDigest digest: ContentDigest) async throws -> (login: LoginSession, account: Account)? {
        try await read { db in
            let sql = "SELECT body FROM login WHERE digest = ?"
            guard let login = try db.value(LoginSession.self, sql, [digest.hexadecimal]) else { return nil }
            return (login, try db.existingAccount(login.account))
        }
    }

    public func deleteLogin(_ id: Identifier<LoginSession>) async throws {
        try await write { db in try db.change("DELETE FROM login WHERE id = ?", [id.rawValue]) }
    }
}

extension SQLConnection {
    fileprivate func apiKey(_ id: Identifier<APIKey>) throws -> APIKey? {
        try value(APIKey.self, "SELECT body FROM api_key WHERE id = ?", [id.rawValue])
    }
}
