public import ApusCore
public import ApusModel

extension SQLStore {
    public func create(_ account: Account, password: PasswordHash?) async throws {
        try await write { db in
            if try db.account(account.id) == account { return }
            if try db.exists("SELECT 1 FROM account WHERE id = ? OR name = ?", [account.id.rawValue, account.name]) {
                throw ApusError.taken(account)
            }
            try db.change(
                "INSERT INTO account (id, name, password, body) VALUES (?, ?, ?, ?)",
                [account.id.rawValue, account.name, password?.text, try CanonicalJSON.text(account)])
        }
    }

    public func update(_ account: Account, replacing old: Account?) async throws {
        try await write { db in
            let stored = try db.existingAccount(account.id)
            try AccountRules.checkIdentity(of: account, replacing: stored)
            let decision = try Replacement.decide(stored, new: account, old: old, thing: "account '\(stored.name)'")
            if decision == .keepAsIs { return }
            try AccountRules.checkAdminRemains(changing: stored, to: account, among: db.accounts(but: account.id))
            try db.change(
                "UPDATE account SET body = ? WHERE id = ?", [try CanonicalJSON.text(account), account.id.rawValue])
        }
    }

    public func accounts() async throws -> [Account] {
        try await read { db in try db.values(Account.self, "SELECT body FROM account ORDER BY name") }
    }

    public func account(named name: String) async throws -> Account? {
        try await read { db in try db.value(Account.self, "SELECT body FROM account WHERE name = ?", [name]) }
    }

    public func account(_ id: Identifier<Account>) async throws -> Account? {
        try await read { db in try db.account(id) }
    }

    public func deleteAccount(_ id: Identifier<Account>) async throws {
        try await write { db in
            let stored = try db.existingAccount(id)
            try AccountRules.checkAdminRemains(changing: stored, to: nil, among: db.accounts(but: id))
            try db.change("DELETE FROM account WHERE id = ?", [id.rawValue])
        }
    }

    public func password(of account: Identifier<Account>) async throws -> PasswordHash? {
        try await read { db in
            try db.names("SELECT password FROM account WHERE id = ? AND password IS NOT NULL", [account.rawValue])
                .first.map { PasswordHash(text: $0) }
        }
    }

    public func setPassword(
        _ password: PasswordHash?, of account: Identifier<Account>, endingLogins: Bool
    ) async throws {
        try await write { db in
            _ = try db.existingAccount(account)
            try db.change("UPDATE account SET password = ? WHERE id = ?", [password?.text, account.rawValue])
            if endingLogins { try db.change("DELETE FROM login WHERE account = ?", [account.rawValue]) }
        }
    }
}

extension SQLConnection {
    func existingAccount(_ id: Identifier<Account>) throws -> Account {
        guard let account = try account(id) else { throw ApusError.missing("account", id) }
        return account
    }

    fileprivate func account(_ id: Identifier<Account>) throws -> Account? {
        try value(Account.self, "SELECT body FROM account WHERE id = ?", [id.rawValue])
    }

    fileprivate func accounts(but id: Identifier<Account>) throws -> [Account] {
        try values(Account.self, "SELECT body FROM account WHERE id <> ?", [id.rawValue])
    }
}
