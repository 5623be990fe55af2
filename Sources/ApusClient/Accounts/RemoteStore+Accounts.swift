import ApusAPI
public import ApusModel

/// Accounts, for admins; others are `.forbidden`.
extension RemoteStore {
    /// Stores a new account.
    /// - Parameter password: `nil` for an account that cannot log in.
    /// - Throws: ``/ApusModel/ApusError`` with `.alreadyExists`, `.invalidArgument` for a password that is too short.
    public func create(_ account: Account, password: SecretString?) async throws {
        try await server.send(RemoteCall(.createAccount, body: NewAccount(account: account, password: password)))
    }

    /// All accounts, by name.
    public func accounts() async throws -> [Account] {
        try await server.answer(RemoteCall(.accounts), as: Listing<Account>.self).items
    }

    /// The account of that name, or `nil`.
    public func account(named name: String) async throws -> Account? {
        try await server.answer(RemoteCall(.accounts, query: [("name", name)]), as: Listing<Account>.self).items.first
    }

    /// The account of that identity, or `nil`.
    public func account(_ id: Identifier<Account>) async throws -> Account? {
        try await server.answerIfFound(RemoteCall(.account, id.rawValue))
    }

    /// Replaces the stored account of the same identity.
    /// - Throws: ``/ApusModel/ApusError`` with `.conflict` when something else than `old` is stored, `.inUse` when no
    ///   admin would be left.
    public func update(_ account: Account, replacing old: Account?) async throws {
        let update = AccountUpdate(account: account, replacing: old)
        try await server.send(RemoteCall(.updateAccount, account.id.rawValue, body: update))
    }

    /// Replaces the password of an account, and ends all of its logins.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for a password that is too short, or for a service.
    public func setPassword(_ password: SecretString, of account: Identifier<Account>) async throws {
        try await server.send(RemoteCall(.setPassword, account.rawValue, body: NewPassword(password)))
    }

    /// Removes an account with its API keys and logins.
    /// - Throws: ``/ApusModel/ApusError`` with `.inUse` when no admin would be left.
    public func deleteAccount(_ id: Identifier<Account>) async throws {
        try await server.send(RemoteCall(.deleteAccount, id.rawValue))
    }

    /// Has the server sign the tokens of runs and schedules with a new key from now on.
    /// - Returns: the identity of the new key.
    public func rotateTokenKeys() async throws -> String {
        try await server.answer(RemoteCall(.rotateTokenKeys), as: TokenKeyInfo.self).id
    }
}
