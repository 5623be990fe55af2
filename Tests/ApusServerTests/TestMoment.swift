import ApusModel
import FoundationEssentials
import Synchronization

/// A clock that moves when a test says so.
final class TestMoment: Sendable {
    private let moment: Mutex<Date>

    init(_ start: Date = Timestamp.rounded(Date())) { moment = Mutex(start) }

    var now: Date { moment.withLock { $0 } }

    func advance(by seconds: Double) { moment.withLock { $0 += seconds } }
}
