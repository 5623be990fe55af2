import FoundationEssentials

/// Decides when somebody may try a password: the more attempts have failed, for a name or from an address, the longer
/// the next one has to wait.
struct LoginThrottle: Sendable {
    private enum Subject: Hashable {
        case name(String)
        case address(String)

        /// How many attempts may fail without a wait.
        var freeFailures: Int {
            switch self {
            case .name: 5
            case .address: 20
            }
        }
    }

    private struct Record {
        var failures = 0
        var last: Date
    }

    private var records: [Subject: Record] = [:]
    private var underWay = 0

    /// Lets an attempt begin, which counts as failed until ``end(_:from:succeeding:)`` says otherwise, so that attempts
    /// at the same time do not slip through together.
    /// - Returns: `nil` when it may; else after how many seconds to ask again.
    mutating func begin(_ name: String, from address: String, at: Date) -> Int? {
        let subjects = [Subject.name(name), .address(address)]
        let waits = subjects.compactMap { subject in records[subject].map { end(of: $0, subject).timeIntervalSince(at) }
        }
        if let wait = waits.max(), wait > 0 { return Int(wait.rounded(.up)) }
        if underWay >= Self.width { return 1 }
        underWay += 1
        makeRoom(at: at)
        for subject in subjects {
            var record = records[subject].flatMap { isForgotten($0, at: at) ? nil : $0 } ?? Record(last: at)
            record.failures += 1
            record.last = at
            records[subject] = record
        }
        return nil
    }

    /// Takes note of how an attempt ended.
    mutating func end(_ name: String, from address: String, succeeding: Bool) {
        underWay -= 1
        guard succeeding else { return }
        records[.name(name)] = nil
        records[.address(address)]?.failures -= 1
    }

    /// Until when the subject of the record has to wait.
    private func end(of record: Record, _ subject: Subject) -> Date {
        let excess = record.failures - subject.freeFailures
        if excess < 0 { return .distantPast }
        return record.last.addingTimeInterval(min(pow2(excess), Self.longestWait))
    }

    private func pow2(_ exponent: Int) -> Double { Double(1 << min(exponent, 16)) }

    private func isForgotten(_ record: Record, at: Date) -> Bool {
        at.timeIntervalSince(record.last) >= Self.memory
    }

    /// Nobody can fill the memory with names.
    private mutating func makeRoom(at: Date) {
        guard records.count >= Self.capacity else { return }
        records = records.filter { !isForgotten($0.value, at: at) }
        while records.count >= Self.capacity, let oldest = records.min(by: { $0.value.last < $1.value.last }) {
            records[oldest.key] = nil
        }
    }

    /// Seconds.
    private static let longestWait = 300.0
    private static let memory = 900.0
    private static let capacity = 10_000
    /// How many passwords are tried at the same time: each takes memory and a core.
    private static let width = 4
}
