import ApusAPI
import ApusCore
import ApusModel
import Crypto
import FoundationEssentials
import Synchronization

/// Logs programs in by persons at a browser, who see what asks and say yes or no (RFC 8628).
///
/// What waits is kept in memory: after a restart of the server a program has to ask anew.
final class DeviceLogins: Sendable {
    private let accounts: any AccountStore
    private let logins: Logins
    private let now: @Sendable () -> Date
    private let book = Mutex(DeviceLoginBook())
    private let throttle = Mutex(LoginThrottle())

    init(accounts: any AccountStore, logins: Logins, now: @escaping @Sendable () -> Date) {
        self.accounts = accounts
        self.logins = logins
        self.now = now
    }

    /// Lets a program wait.
    /// - Parameters:
    ///   - client: what it calls itself; what cannot be seen in it is left out.
    ///   - base: the URL that people reach the server by.
    /// - Throws: ``TooManyAttempts`` while too many wait.
    func begin(_ client: String, from address: String, base: String) throws -> DeviceLoginStart {
        let secret = RandomText.make()
        let name = String(client.filter(\.isVisible).prefix(Self.longestName))
        let code = try book.withLock { book in
            if let code = book.begin(Self.digest(secret), client: name, from: address, at: now()) { return code }
            throw TooManyAttempts("too many programs wait to be logged in", wait: book.wait(at: now()))
        }
        return DeviceLoginStart(
            deviceCode: SecretString(secret), userCode: code.text, verificationURL: "\(base)/device",
            verificationURLWithCode: "\(base)/device?code=\(code.text)", lifetime: DeviceLoginBook.lifetime,
            interval: DeviceLoginBook.interval)
    }

    /// Tells a program what was decided. Its login begins now.
    /// - Throws: ``/ApusModel/ApusError`` with `.unauthorized` when the account is gone or disabled by now.
    func claim(_ deviceCode: SecretString) async throws -> DeviceLoginAnswer {
        let digest = Self.digest(deviceCode.revealed())
        switch book.withLock({ $0.claim(digest, at: now()) }) {
        case .pending(let interval): return DeviceLoginAnswer(.pending, interval: interval)
        case .slowDown(let interval): return DeviceLoginAnswer(.slowDown, interval: interval)
        case .denied: return DeviceLoginAnswer(.denied, interval: DeviceLoginBook.interval)
        case .expired: return DeviceLoginAnswer(.expired, interval: DeviceLoginBook.interval)
        case .granted(let id):
            guard let account = try await accounts.account(id) else {
                throw ApusError.unauthorized("the account that was to be logged in to is gone")
            }
            return DeviceLoginAnswer(
                .granted, interval: DeviceLoginBook.interval, login: try await logins.begin(for: account))
        }
    }

    /// What waits by the code that a person typed.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound`; ``TooManyAttempts`` after too many codes that were none.
    func pending(_ code: String, for account: Account, from address: String) throws -> PendingDeviceLogin {
        try attempt(code, by: account, from: address) { book, code in book.pending(code, at: now()) }
    }

    /// Logs in what waits by the code, or denies it.
    /// - Throws: as ``pending(_:for:from:)``.
    func decide(_ code: String, grants: Bool, for account: Account, from address: String) throws {
        try attempt(code, by: account, from: address) { book, code in
            book.decide(code, for: grants ? account.id : nil, at: now()) ? () : nil
        }
    }

    /// Section 5.1 of RFC 8628: codes are short, so nobody may try many.
    private func attempt<Result>(
        _ text: String, by account: Account, from address: String,
        _ body: (inout DeviceLoginBook, UserCode) -> Result?
    ) throws -> Result {
        if let wait = throttle.withLock({ $0.begin(account.name, from: address, at: now()) }) {
            throw TooManyAttempts("too many codes were wrong", wait: wait)
        }
        let found = UserCode(text).flatMap { code in book.withLock { body(&$0, code) } }
        throttle.withLock { $0.end(account.name, from: address, succeeding: found != nil) }
        if let found { return found }
        throw ApusError(
            .notFound, "nothing waits to be logged in by this code",
            reason: "it was mistyped, used, or made more than \(DeviceLoginBook.lifetime / 60) minutes ago",
            hint: "run 'apus login' again for a new code")
    }

    private static func digest(_ text: String) -> String { SHA256.hash(data: Data(text.utf8)).hexadecimal }

    /// In characters.
    private static let longestName = 120
}

extension Character {
    /// Whether it takes a place of its own and moves no others, as marks of the direction of writing do.
    fileprivate var isVisible: Bool {
        unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
            default: true
            }
        }
    }
}
