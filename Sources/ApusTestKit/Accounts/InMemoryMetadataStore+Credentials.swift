import ApusCore
public import ApusModel
public import FoundationEssentials

extension InMemoryMetadataStore {
    public func create(_ key: APIKey, digest: ContentDigest, replacing old: Identifier<APIKey>?) async throws {
        try access { state in
            _ = try state.account(key.account)
            if let stored = state.apiKeys[key.id], stored.key == key, stored.digest == digest { return }
            if let old {
                guard state.apiKeys[old]?.key.account == key.account else { throw ApusError.missing("API key", old) }
                state.apiKeys[old] = nil
            }
            if state.apiKeys.values.contains(where: { $0.key.id == key.id || $0.key.hasName(of: key) }) {
                throw ApusError.taken(key)
            }
            state.apiKeys[key.id] = (key, digest)
        }
    }

    public func apiKeys(of account: Identifier<Account>?) async throws -> [APIKey] {
        try access { state in
            state.apiKeys.values.map(\.key).filter { account == nil || $0.account == account }
                .sorted { ($0.account, $0.name) < ($1.account, $1.name) }
        }
    }

    public func apiKey(_ id: Identifier<APIKey>) async throws -> APIKey? {
        try access { state in state.apiKeys[id]?.key }
    }

    public func apiKey(withDigest digest: ContentDigest) async throws -> (key: APIKey, account: Account)? {
        try access { state in
            guard let key = state.apiKeys.values.first(where: { $0.digest == digest })?.key else { return nil }
            return (key, try state.account(key.account))
        }
    }

    public func noteUse(of key: Identifier<APIKey>, at: Date) async throws {
        try access { state in
            guard var stored = state.apiKeys[key] else { return }
            stored.key.noteUse(at: at)
            state.apiKeys[key] = stored
        }
    }

    public func deleteAPIKey(_ id: Identifier<APIKey>) async throws {
        try access { state in
            if state.apiKeys.removeValue(forKey: id) == nil { throw ApusError.missing("API key", id) }
        }
    }

    public func create(_ login: LoginSession, digest: ContentDigest) async throws {
        try access { state in
            _ = try state.account(login.account)
            state.logins = state.logins.filter { $0.value.login.expiresAt > login.createdAt }
            state.logins[login.id] = (login, digest)
        }
    }

    public func login(withDigest digest: ContentDigest) async throws -> (login: LoginSession, account: Account)? {
        try access { state in
            guard let login = state.logins.values.first(where: { $0.digest == digest })?.login else { return nil }
            return (login, try state.account(login.account))
        }
    }

    public func deleteLogin(_ id: Identifier<LoginSession>) async throws {
        try access { state in state.logins[id] = nil }
    }
}

extension APIKey {
    fileprivate func hasName(of other: APIKey) -> Bool { account == other.account && name == other.name }
}
