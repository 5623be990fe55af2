import ApusModel
import FoundationEssentials

/// What the view is to be asked later, whoever waits for it. One sleeper serves all: a task for each of ten thousand
/// attempts would take more memory than the attempts.
struct Alarms {
    enum Question: Hashable {
        /// Whether the attempt has started, which it should have by then.
        case start(Attempt.Key, by: Date)
        /// Whether the attempt's pod is gone, which it should be by then.
        case end(Attempt.Key, by: Date)
        /// What became of the attempt, whose pod should have been seen by then.
        case pod(Attempt.Key, by: Date)
        /// Why attempts have not started.
        case look
    }

    /// The earliest first.
    private var waiting: [(date: Date, question: Question)] = []
    /// When sleepers wake.
    private var wakes: Set<Date> = []

    mutating func set(_ question: Question, at date: Date) {
        let place = waiting.lastIndex { $0.date <= date }.map { $0 + 1 } ?? 0
        waiting.insert((date, question), at: place)
    }

    /// When somebody is to wake and call ``take(until:)``; `nil` while nobody more is needed for it.
    mutating func nextWake() -> Date? {
        guard let first = waiting.first?.date, wakes.allSatisfy({ $0 > first }) else { return nil }
        wakes.insert(first)
        return first
    }

    /// The questions whose time has come, the earliest first.
    mutating func take(until date: Date) -> [Question] {
        wakes.remove(date)
        let count = waiting.firstIndex { $0.date > date } ?? waiting.count
        defer { waiting.removeFirst(count) }
        return waiting.prefix(count).map(\.question)
    }
}
