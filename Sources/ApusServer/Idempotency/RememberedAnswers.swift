import ApusModel
import FoundationEssentials
import Synchronization

/// The first answers to calls that named themselves with an `Idempotency-Key`:
/// https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-idempotency-key-header.
///
/// They are kept in memory, because some have secrets that nobody can read back, and at most so many for so long: after
/// that, and after a restart of the server, a key is as a new one.
final class RememberedAnswers: Sendable {
    /// A key belongs to its caller, who cannot meet those of others.
    struct Key: Hashable, Sendable {
        let caller: String
        let key: String
    }

    /// What is known of a key.
    enum Finding: Sendable {
        /// Nothing: it is noted now, and the caller has to ``finish(_:with:)`` or ``forget(_:)`` it.
        case new
        /// Its first call is not answered yet.
        case isRunning
        /// Its first call was another one.
        case isOfAnother
        case answered(RememberedAnswer)
    }

    fileprivate struct Entry {
        let fingerprint: ContentDigest
        let since: Date
        var answer: RememberedAnswer?
    }

    fileprivate struct State {
        var entries: [Key: Entry] = [:]
        /// Oldest first; may have keys that were forgotten.
        var order: [(key: Key, since: Date)] = []
    }

    private let state = Mutex(State())
    private let capacity: Int
    private let lifetime: Double
    private let now: @Sendable () -> Date

    /// - Parameters:
    ///   - capacity: how many keys are kept; beyond that, the oldest go.
    ///   - lifetime: how many seconds a key is kept.
    init(capacity: Int = 10_000, lifetime: Double = 24 * 3600, now: @escaping @Sendable () -> Date) {
        self.capacity = capacity
        self.lifetime = lifetime
        self.now = now
    }

    /// Looks `key` up, and notes it when it is new.
    /// - Parameter fingerprint: of the whole call.
    func begin(_ key: Key, fingerprint: ContentDigest) -> Finding {
        let now = now()
        return state.withLock { state in
            state.drop(state.order.prefix { $0.since <= now.addingTimeInterval(-lifetime) }.count)
            if let entry = state.entries[key] {
                guard entry.fingerprint == fingerprint else { return .isOfAnother }
                return entry.answer.map(Finding.answered) ?? .isRunning
            }
            state.drop(max(state.order.count - capacity + 1, 0))
            state.entries[key] = Entry(fingerprint: fingerprint, since: now)
            state.order.append((key, now))
            return .new
        }
    }

    /// The first call with `key` was answered.
    func finish(_ key: Key, with answer: RememberedAnswer) { state.withLock { $0.entries[key]?.answer = answer } }

    /// The first call with `key` had no effect: the next one is the first.
    func forget(_ key: Key) { state.withLock { $0.entries[key] = nil } }
}

extension RememberedAnswers.State {
    /// Forgets the oldest keys.
    fileprivate mutating func drop(_ count: Int) {
        for old in order.prefix(count) where entries[old.key]?.since == old.since { entries[old.key] = nil }
        order.removeFirst(count)
    }
}
