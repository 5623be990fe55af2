public import ApusModel
public import FoundationEssentials

/// Keeps accounts with what proves that somebody is one: hashes of passwords, digests of API keys and of the tokens of
/// logins. None of these leads back to what it was made of.
///
/// It is what a server asks before it serves its ``MetadataStore``. A client never has one: a user without a server owns
/// the whole store of the machine and needs no account, and a user of a server asks it over its routes. Every call is
/// atomic and safe beside others, as those of ``MetadataStore`` are.
public protocol AccountStore: Sendable {
    /// Stores a new account.
    /// - Parameter password: `nil` for an account that cannot log in.
    /// - Throws: ``/ApusModel/ApusError`` with `.alreadyExists` when the name is taken; the same account again is fine.
    func create(_ account: Account, password: PasswordHash?) async throws

    /// Replaces the stored account of the same identity. The same update again changes nothing.
    /// - Parameter old: what the caller believes to be stored; `nil` replaces whatever is.
    /// - Throws: `.notFound`; `.invalidArgument` for another name or kind; `.conflict` when something else than `old` is
    ///   stored; `.inUse` when no admin that is enabled would be left.
    func update(_ account: Account, replacing old: Account?) async throws

    /// All accounts, by name.
    func accounts() async throws -> [Account]

    /// The account of that name, or `nil`.
    func account(named name: String) async throws -> Account?

    /// The account of that identity, or `nil`.
    func account(_ id: Identifier<Account>) async throws -> Account?

    /// Removes an account with its API keys and logins.
    /// - Throws: `.notFound`; `.inUse` when no admin that is enabled would be left.
    func deleteAccount(_ id: Identifier<Account>) async throws

    /// The hash of the account's password; `nil` for an account without one, and for an unknown one.
    func password(of account: Identifier<Account>) async throws -> PasswordHash?

    /// Replaces the hash of the account's password.
    /// - Parameter endingLogins: whether all logins of the account end: after a new password, but not after a new hash of
    ///   the same one.
    /// - Throws: `.notFound`.
    func setPassword(_ password: PasswordHash?, of account: Identifier<Account>, endingLogins: Bool) async throws

    /// Stores a new API key.
    /// - Parameters:
    ///   - digest: SHA-256 of the whole key.
    ///   - old: a key of the same account that goes at the same time, and whose name the new one may have.
    /// - Throws: `.notFound` for the account or the old key; `.alreadyExists` when a key of the account has the name; the
    ///   same key again is fine.
    func create(_ key: APIKey, digest: ContentDigest, replacing old: Identifier<APIKey>?) async throws

    /// API keys by account and name: those of `account`, or all.
    func apiKeys(of account: Identifier<Account>?) async throws -> [APIKey]

    /// The API key of that identity, or `nil`.
    func apiKey(_ id: Identifier<APIKey>) async throws -> APIKey?

    /// The API key of that digest with its account, or `nil`; also when it has expired or the account is disabled.
    func apiKey(withDigest digest: ContentDigest) async throws -> (key: APIKey, account: Account)?

    /// Notes that the key was used. An unknown key, and one that was used later, stay as they are.
    func noteUse(of key: Identifier<APIKey>, at: Date) async throws

    /// Removes an API key.
    /// - Throws: `.notFound`.
    func deleteAPIKey(_ id: Identifier<APIKey>) async throws

    /// Stores a new login, and forgets those that ended before it began.
    /// - Parameter digest: SHA-256 of the login's token.
    /// - Throws: `.notFound` for the account.
    func create(_ login: LoginSession, digest: ContentDigest) async throws

    /// The login of that digest with its account, or `nil`; also when it has ended or the account is disabled.
    func login(withDigest digest: ContentDigest) async throws -> (login: LoginSession, account: Account)?

    /// Ends a login. One that is gone already is fine.
    func deleteLogin(_ id: Identifier<LoginSession>) async throws
}
