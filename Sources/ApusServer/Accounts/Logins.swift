import ApusAPI
import ApusCore
import ApusModel
import FoundationEssentials
import Synchronization

/// Lets people in by their passwords.
final class Logins: Sendable {
    private let accounts: any AccountStore
    private let cost: PasswordCost
    private let lifetime: Duration
    private let now: @Sendable () -> Date
    private let throttle = Mutex(LoginThrottle())

    /// - Parameter lifetime: how long a login lasts.
    init(
        accounts: any AccountStore, cost: PasswordCost, lifetime: Duration, now: @escaping @Sendable () -> Date
    ) {
        self.accounts = accounts
        self.cost = cost
        self.lifetime = lifetime
        self.now = now
    }

    /// Begins a login.
    /// - Parameter address: where the attempt comes from.
    /// - Throws: ``/ApusModel/ApusError`` with `.unauthorized` for a wrong name or password, without saying which;
    ///   ``TooManyAttempts``.
    func logIn(_ name: String, _ password: SecretString, from address: String) async throws -> NewLogin {
        guard let account = try await attempt(name, password, from: address) else {
            throw ApusError.unauthorized("the name or the password is wrong")
        }
        return try await begin(for: account)
    }

    /// Begins a login of somebody who was let in by other means than a password.
    /// - Throws: ``/ApusModel/ApusError`` with `.unauthorized` for an account that is disabled.
    func begin(for account: Account) async throws -> NewLogin {
        if account.isDisabled { throw ApusError.unauthorized("account '\(account.name)' is disabled") }
        let token = Credential(new: .login)
        let start = now()
        let login = LoginSession(
            account: account.id, createdAt: start, expiresAt: start.addingTimeInterval(lifetime / .seconds(1)))
        try await accounts.create(login, digest: token.digest)
        return NewLogin(login: login, account: account, token: token.text)
    }

    /// Whether it is the account's password. Counts as an attempt to log in.
    /// - Throws: ``TooManyAttempts``.
    func confirm(_ account: Account, _ password: SecretString, from address: String) async throws -> Bool {
        try await attempt(account.name, password, from: address) != nil
    }

    /// Replaces the password of an account, and ends its logins.
    /// - Throws: ``/ApusModel/ApusError`` with `.invalidArgument` for a password that is too short, or for a service;
    ///   `.notFound`.
    func setPassword(_ password: SecretString, of account: Account) async throws {
        try Self.checkCanHavePassword(account)
        let hash = try await PasswordHash.make(of: password, cost: cost)
        try await accounts.setPassword(hash, of: account.id, endingLogins: true)
    }

    /// Stores a new account.
    /// - Throws: as ``setPassword(_:of:)``; `.alreadyExists`.
    func create(_ account: Account, password: SecretString?) async throws {
        _ = try Name.validate(account.name, as: "account")
        guard let password else { return try await accounts.create(account, password: nil) }
        try Self.checkCanHavePassword(account)
        try await accounts.create(account, password: PasswordHash.make(of: password, cost: cost))
    }

    /// The account of that name when the password is right. It takes as long when there is no such account.
    private func attempt(_ name: String, _ password: SecretString, from address: String) async throws -> Account? {
        let name = String(name.prefix(Name.maximumLength + 1))
        if let wait = throttle.withLock({ $0.begin(name, from: address, at: now()) }) {
            throw TooManyAttempts(wait: wait)
        }
        var isRight = false
        defer { throttle.withLock { $0.end(name, from: address, succeeding: isRight) } }
        let account = try await accounts.account(named: name)
        var hash: PasswordHash?
        if let account { hash = try await accounts.password(of: account.id) }
        let matches = try await (hash ?? .decoy(cost: cost)).matches(password)
        guard let account, let hash, matches else { return nil }
        isRight = true
        if hash.isCheaper(than: cost) {
            let stronger = try await PasswordHash.make(of: password, cost: cost)
            try await accounts.setPassword(stronger, of: account.id, endingLogins: false)
        }
        return account
    }

    private static func checkCanHavePassword(_ account: Account) throws(ApusError) {
        if account.kind == .person { return }
        throw ApusError(
            .invalidArgument, "account '\(account.name)' is of a service and has no password",
            hint: "apus api-key create NAME --account \(account.name)")
    }
}
