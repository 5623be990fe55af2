import ApusCore
import ApusModel
import CPostgres
import Dispatch
import Glibc
import Synchronization

/// Hears of the changes that other processes make, while somebody listens for changes
/// (https://www.postgresql.org/docs/current/sql-notify.html).
final class PostgresListener: Sendable {
    static let channel = "apus_changes"

    private let address: PostgresAddress
    private let signal: ChangeSignal
    private let isListening = Mutex(false)

    init(_ address: PostgresAddress, signal: ChangeSignal) {
        self.address = address
        self.signal = signal
    }

    /// What is said of a change: the run's identity, which has no spaces, and the step.
    static func text(_ run: Identifier<Run>, _ step: String?) -> String {
        step.map { "\(run) \($0)" } ?? run.rawValue
    }

    /// Called when somebody has begun to listen; listening goes on until nobody does.
    func start() {
        let isNew = isListening.withLock { isListening in
            defer { isListening = true }
            return !isListening
        }
        if isNew { DispatchQueue(label: "apus.postgres.listener").async { self.listen() } }
    }

    private func listen() {
        while goesOn() {
            // When it fails, so does every reader's own reading, which says why.
            try? follow()
            signal.wake()
            sleep(1)
        }
    }

    /// Wakes whoever a change is for, until nobody listens or the connection is lost.
    private func follow() throws {
        let connection = try PostgresConnection(address)
        try connection.execute("LISTEN \(Self.channel)")
        signal.wake()
        while goesOn() {
            var descriptor = pollfd(fd: PQsocket(connection.handle), events: Int16(POLLIN), revents: 0)
            poll(&descriptor, 1, 1000)
            if PQconsumeInput(connection.handle) == 0 { throw connection.lost() }
            while let notice = PQnotifies(connection.handle) {
                defer { PQfreemem(notice) }
                wake(String(cString: notice.pointee.extra))
            }
        }
    }

    private func wake(_ text: String) {
        let words = text.split(separator: " ", maxSplits: 1)
        guard let run = words.first else { return }
        signal.wake(Identifier(rawValue: String(run)), step: words.count > 1 ? String(words[1]) : nil)
    }

    private func goesOn() -> Bool {
        isListening.withLock { isListening in
            isListening = signal.hasListeners
            return isListening
        }
    }
}
