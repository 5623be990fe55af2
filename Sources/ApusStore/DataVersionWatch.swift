import ApusCore
import GRDB
import Synchronization

/// Notices that other processes changed the database, while somebody listens for changes.
///
/// SQLite tells nobody about changes; `data_version` is its cheapest answer to the question whether another connection
/// made one (https://www.sqlite.org/pragma.html#pragma_data_version).
final class DataVersionWatch: Sendable {
    private let database: DatabaseQueue
    private let signal: ChangeSignal
    private let isWatching = Mutex(false)

    init(database: DatabaseQueue, signal: ChangeSignal) {
        self.database = database
        self.signal = signal
    }

    /// Called when somebody has begun to listen; watching goes on until nobody does.
    func start() {
        let isNew = isWatching.withLock { isWatching in
            defer { isWatching = true }
            return !isWatching
        }
        if isNew { Task { await watch() } }
    }

    private func watch() async {
        var last: Int?
        while goesOn() {
            // When the question fails, so does every reader's own reading, which says why.
            let version = try? await database.unsafeRead { db in try Int.fetchOne(db, sql: "PRAGMA data_version") }
            if version == nil || version != last { signal.wake() }
            last = version ?? nil
            try? await Task.sleep(for: Self.interval)  // nobody cancels this task
        }
    }

    private func goesOn() -> Bool {
        isWatching.withLock { isWatching in
            isWatching = signal.hasListeners
            return isWatching
        }
    }

    private static let interval: Duration = .milliseconds(50)
}
