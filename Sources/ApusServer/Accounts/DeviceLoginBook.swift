import ApusAPI
import ApusModel
import FoundationEssentials

/// The programs that wait to be logged in by a person at a browser: the rules of RFC 8628.
struct DeviceLoginBook: Sendable {
    private enum Decision: Sendable {
        case open, denied
        case granted(Identifier<Account>)
    }

    private struct Entry: Sendable {
        let userCode: UserCode
        let client: String
        let address: String
        let createdAt: Date
        var decision = Decision.open
        var interval = DeviceLoginBook.interval
        var lastClaim: Date?

        var expiresAt: Date { createdAt.addingTimeInterval(Double(DeviceLoginBook.lifetime)) }
    }

    /// What comes of a claim.
    enum Outcome: Hashable, Sendable {
        case pending(interval: Int), slowDown(interval: Int)
        case denied, expired
        /// Told once.
        case granted(Identifier<Account>)
    }

    /// By the digest of the device code.
    private var entries: [String: Entry] = [:]

    /// Seconds.
    static let lifetime = 600
    /// Seconds between claims at first (RFC 8628, section 3.2), and how much is added for a program that asks too often
    /// (section 3.5).
    static let interval = 5
    /// How many may be open at a time, from an address and in all.
    static let addressCapacity = 20
    static let capacity = 1000

    /// Lets a program wait for a decision.
    /// - Parameter digest: of its device code.
    /// - Returns: its user code, or `nil` while too many wait.
    mutating func begin(_ digest: String, client: String, from address: String, at: Date) -> UserCode? {
        entries = entries.filter { $0.value.expiresAt > at }
        let isFull = entries.values.count { $0.address == address } >= Self.addressCapacity
        if isFull || entries.count >= Self.capacity { return nil }
        var code = UserCode()
        while entries.values.contains(where: { $0.userCode == code }) { code = UserCode() }
        entries[digest] = Entry(userCode: code, client: client, address: address, createdAt: at)
        return code
    }

    /// After how many seconds somebody is forgotten, so that there is room again.
    func wait(at: Date) -> Int {
        let first = entries.values.map { $0.expiresAt.timeIntervalSince(at) }.min() ?? 0
        return max(1, Int(first.rounded(.up)))
    }

    /// What waits by that code, undecided; `nil` for none.
    func pending(_ code: UserCode, at: Date) -> PendingDeviceLogin? {
        entry(code, at: at).map { _, entry in
            PendingDeviceLogin(
                userCode: entry.userCode.text, client: entry.client, address: entry.address,
                createdAt: entry.createdAt, expiresAt: entry.expiresAt)
        }
    }

    /// Decides for the program with that code, once.
    /// - Parameter account: which it is to act for; `nil` to deny it.
    /// - Returns: whether there was something to decide.
    mutating func decide(_ code: UserCode, for account: Identifier<Account>?, at: Date) -> Bool {
        guard let (digest, _) = entry(code, at: at) else { return false }
        entries[digest]?.decision = account.map { .granted($0) } ?? .denied
        return true
    }

    /// A program asks what was decided. An answer that is final is given once.
    mutating func claim(_ digest: String, at: Date) -> Outcome {
        guard var entry = entries[digest], at < entry.expiresAt else {
            entries[digest] = nil
            return .expired
        }
        switch entry.decision {
        case .granted(let account):
            entries[digest] = nil
            return .granted(account)
        case .denied:
            entries[digest] = nil
            return .denied
        case .open:
            let isTooSoon = entry.lastClaim.map { at.timeIntervalSince($0) < Double(entry.interval) } ?? false
            if isTooSoon { entry.interval += Self.interval }
            entry.lastClaim = at
            entries[digest] = entry
            return isTooSoon ? .slowDown(interval: entry.interval) : .pending(interval: entry.interval)
        }
    }

    private func entry(_ code: UserCode, at: Date) -> (key: String, value: Entry)? {
        entries.first { _, entry in
            if case .open = entry.decision { entry.userCode == code && at < entry.expiresAt } else { false }
        }
    }
}
