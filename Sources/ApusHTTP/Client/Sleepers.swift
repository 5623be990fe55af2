/// Who waits for a time to come, and for which.
struct Sleepers {
    typealias Sleeper = CheckedContinuation<Void, any Error>

    /// The earliest first.
    private var waiting: [(end: ContinuousClock.Instant, number: Int, sleeper: Sleeper)] = []
    private var lastNumber = 0

    var nextEnd: ContinuousClock.Instant? { waiting.first?.end }

    /// A number to ``remove(_:)`` a sleeper by.
    mutating func newNumber() -> Int {
        lastNumber += 1
        return lastNumber
    }

    mutating func add(_ sleeper: Sleeper, _ number: Int, until end: ContinuousClock.Instant) {
        let place = waiting.lastIndex { $0.end <= end }.map { $0 + 1 } ?? 0
        waiting.insert((end, number, sleeper), at: place)
    }

    mutating func remove(_ number: Int) -> Sleeper? {
        waiting.firstIndex { $0.number == number }.map { waiting.remove(at: $0).sleeper }
    }

    /// Those whose time has come, the earliest first.
    mutating func take(until now: ContinuousClock.Instant) -> [Sleeper] {
        let count = waiting.firstIndex { $0.end > now } ?? waiting.count
        defer { waiting.removeFirst(count) }
        return waiting.prefix(count).map(\.sleeper)
    }

    mutating func takeAll() -> [Sleeper] {
        defer { waiting = [] }
        return waiting.map(\.sleeper)
    }
}
