import ApusCore
import ApusModel
import FoundationEssentials
import Synchronization

/// Accounts with a memory of whose credentials were asked for: every call asks, and would wait for the changes of others
/// in the database.
///
/// Whatever is changed through it is forgotten first and last, so an answer is never older than the last change. It must
/// be the only way to the store.
final class CachedAccounts: AccountStore {
    private struct Memory {
        /// Counts changes: an answer that was looked up before one is not remembered after it.
        var changes = 0
        var keys: [ContentDigest: (key: APIKey, account: Account)] = [:]
        var logins: [ContentDigest: (login: LoginSession, account: Account)] = [:]
    }

    private let store: any AccountStore
    private let memory = Mutex(Memory())

    init(_ store: any AccountStore) { self.store = store }

    func apiKey(withDigest digest: ContentDigest) async throws -> (key: APIKey, account: Account)? {
        try await remembered(digest, in: \.keys) { try await store.apiKey(withDigest: digest) }
    }

    func login(withDigest digest: ContentDigest) async throws -> (login: LoginSession, account: Account)? {
        try await remembered(digest, in: \.logins) { try await store.login(withDigest: digest) }
    }

    private func remembered<Found: Sendable>(
        _ digest: ContentDigest, in place: WritableKeyPath<Memory, [ContentDigest: Found]>,
        find: () async throws -> Found?
    ) async throws -> Found? {
        let (known, changes) = memory.withLock { ($0[keyPath: place][digest], $0.changes) }
        if let known { return known }
        guard let found = try await find() else { return nil }
        memory.withLock { memory in
            if memory.changes != changes { return }
            if memory[keyPath: place].count >= Self.capacity { memory[keyPath: place].removeAll() }
            memory[keyPath: place][digest] = found
        }
        return found
    }

    private func changing<Answer>(_ change: () async throws -> Answer) async throws -> Answer {
        forget()
        defer { forget() }
        return try await change()
    }

    private func forget() { memory.withLock { $0 = Memory(changes: $0.changes + 1) } }

    /// Of keys, and of logins.
    private static let capacity = 10_000
}

extension CachedAccounts {
    func accounts() async throws -> [Account] { try await store.accounts() }
    func account(named name: String) async throws -> Account? { try await store.account(named: name) }
    func account(_ id: Identifier<Account>) async throws -> Account? { try await store.account(id) }
    func password(of account: Identifier<Account>) async throws -> PasswordHash? {
        try await store.password(of: account)
    }
    func apiKeys(of account: Identifier<Account>?) async throws -> [APIKey] { try await store.apiKeys(of: account) }
    func apiKey(_ id: Identifier<APIKey>) async throws -> APIKey? { try await store.apiKey(id) }

    func create(_ account: Account, password: PasswordHash?) async throws {
        try await changing { try await store.create(account, password: password) }
    }
    func update(_ account: Account, replacing old: Account?) async throws {
        try await changing { try await store.update(account, replacing: old) }
    }
    func deleteAccount(_ id: Identifier<Account>) async throws {
        try await changing { try await store.deleteAccount(id) }
    }
    func setPassword(
        _ password: PasswordHash?, of account: Identifier<Account>, endingLogins: Bool
    ) async throws {
        try await changing { try await store.setPassword(password, of: account, endingLogins: endingLogins) }
    }
    func create(_ key: APIKey, digest: ContentDigest, replacing old: Identifier<APIKey>?) async throws {
        try await changing { try await store.create(key, digest: digest, replacing: old) }
    }
    func noteUse(of key: Identifier<APIKey>, at: Date) async throws {
        try await changing { try await store.noteUse(of: key, at: at) }
    }
    func deleteAPIKey(_ id: Identifier<APIKey>) async throws {
        try await changing { try await store.deleteAPIKey(id) }
    }
    func create(_ login: LoginSession, digest: ContentDigest) async throws {
        try await changing { try await store.create(login, digest: digest) }
    }
    func deleteLogin(_ id: Identifier<LoginSession>) async throws {
        try await changing { try await store.deleteLogin(id) }
    }
}
