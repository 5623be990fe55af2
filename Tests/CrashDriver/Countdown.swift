import Glibc
import Synchronization

/// Counts the moments at which a driver has done something, or is about to.
final class Countdown: Sendable {
    private let count = Atomic(0)
    private let dieAt: Int?

    /// - Parameter dieAt: the moment, from 1, at which this process gets SIGKILL.
    init(dieAt: Int?) { self.dieAt = dieAt }

    var passed: Int { count.load(ordering: .relaxed) }

    func pass() {
        if count.wrappingAdd(1, ordering: .relaxed).newValue == dieAt {
            kill(getpid(), SIGKILL)
            while true { pause() }
        }
    }

    /// One moment before `body` and one after it.
    func around<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        pass()
        defer { pass() }
        return try await body()
    }
}
