public import ApusCore
public import ApusModel

extension InMemoryMetadataStore: AccountStore {
    public func create(_ account: Account, password: PasswordHash?) async throws {
        try access { state in
            if state.accounts[account.id] == account { return }
            if state.accounts.values.contains(where: { $0.id == account.id || $0.name == account.name }) {
                throw ApusError.taken(account)
            }
            state.accounts[account.id] = account
            state.passwords[account.id] = password
        }
    }

    public func update(_ account: Account, replacing old: Account?) async throws {
        try access { state in
            let stored = try state.account(account.id)
            try AccountRules.checkIdentity(of: account, replacing: stored)
            let decision = try Replacement.decide(stored, new: account, old: old, thing: "account '\(stored.name)'")
            if decision == .keepAsIs { return }
            try AccountRules.checkAdminRemains(changing: stored, to: account, among: state.accounts(but: account.id))
            state.accounts[account.id] = account
        }
    }

    public func accounts() async throws -> [Account] {
        try access { state in state.accounts.values.sorted { $0.name < $1.name } }
    }

    public func account(named name: String) async throws -> Account? {
        try access { state in state.accounts.values.first { $0.name == name } }
    }

    public func account(_ id: Identifier<Account>) async throws -> Account? {
        try access { state in state.accounts[id] }
    }

    public func deleteAccount(_ id: Identifier<Account>) async throws {
        try access { state in
            let stored = try state.account(id)
            try AccountRules.checkAdminRemains(changing: stored, to: nil, among: state.accounts(but: id))
            state.accounts[id] = nil
            state.passwords[id] = nil
            state.apiKeys = state.apiKeys.filter { $0.value.key.account != id }
            state.logins = state.logins.filter { $0.value.login.account != id }
        }
    }

    public func password(of account: Identifier<Account>) async throws -> PasswordHash? {
        try access { state in state.passwords[account] }
    }

    public func setPassword(
        _ password: PasswordHash?, of account: Identifier<Account>, endingLogins: Bool
    ) async throws {
        try access { state in
            _ = try state.account(account)
            state.passwords[account] = password
            if endingLogins { state.logins = state.logins.filter { $0.value.login.account != account } }
        }
    }
}

extension StoredMetadata {
    func account(_ id: Identifier<Account>) throws(ApusError) -> Account {
        guard let account = accounts[id] else { throw ApusError.missing("account", id) }
        return account
    }

    fileprivate func accounts(but id: Identifier<Account>) -> [Account] { accounts.values.filter { $0.id != id } }
}
