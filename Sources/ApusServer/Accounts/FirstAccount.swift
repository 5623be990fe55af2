import ApusCore
import ApusModel
import FoundationEssentials

/// The account that a server without accounts makes at its start, so that somebody can get in.
struct FirstAccount {
    let accounts: any AccountStore
    let folder: ServerFolder
    let cost: PasswordCost
    /// `nil` for a random one.
    let password: SecretString?
    let now: @Sendable () -> Date

    /// Makes the account `admin`, unless there are accounts. The API keys of an earlier version
    /// become its keys, so that whoever has one notices nothing; a new server makes one and leaves it in
    /// ``ServerFolder/apiKey``.
    /// - Returns: the password, or `nil` when none was made: somebody knows the one that was given.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for a given password that is too short.
    func makeIfMissing() async throws -> SecretString? {
        guard try await accounts.accounts().isEmpty else {
            try await takeEarlierKeysOver()
            return nil
        }
        if let password { try PasswordRule.check(password) }
        let chosen = password ?? RandomPassword.make()
        let hash = try await PasswordHash.make(of: chosen, cost: cost)
        let account = Account(name: Account.firstName, kind: .person, role: .admin, createdAt: now())
        if try folder.earlierAPIKeys.keys(of: account.id) != nil {
            try await accounts.create(account, password: hash)
            try await takeEarlierKeysOver()
        } else {
            let (key, digest) = try newKey(of: account.id)
            try await accounts.create(account, password: hash)
            try await accounts.create(key, digest: digest, replacing: nil)
        }
        return password == nil ? chosen : nil
    }

    /// Makes the account `admin` an admin that is enabled, with a new random password. All of its logins end; its API
    /// keys stay.
    /// - Returns: the password.
    func reset() async throws -> SecretString {
        let password = RandomPassword.make()
        let hash = try await PasswordHash.make(of: password, cost: cost)
        guard let old = try await accounts.account(named: Account.firstName) else {
            let account = Account(name: Account.firstName, kind: .person, role: .admin, createdAt: now())
            try await accounts.create(account, password: hash)
            return password
        }
        var account = old
        (account.role, account.isDisabled) = (.admin, false)
        try await accounts.update(account, replacing: old)
        try await accounts.setPassword(hash, of: account.id, endingLogins: true)
        return password
    }

    /// Also goes on where a start before this one was interrupted.
    private func takeEarlierKeysOver() async throws {
        let file = folder.earlierAPIKeys
        guard let account = try await accounts.account(named: Account.firstName),
            let keys = try file.keys(of: account.id)
        else { return }
        for (key, digest) in keys where try await accounts.apiKey(withDigest: digest) == nil {
            try await accounts.create(key, digest: digest, replacing: nil)
        }
        try file.putAside()
    }

    private func newKey(of account: Identifier<Account>) throws -> (key: APIKey, digest: ContentDigest) {
        let text = try folder.firstAPIKey()
        guard let credential = Credential(text) else {
            throw ApusError(
                .corrupted, "the file \(folder.apiKey) holds no API key", hint: "remove it to have a new one made")
        }
        return (APIKey(account: account, name: "first", createdAt: now()), credential.digest)
    }
}
