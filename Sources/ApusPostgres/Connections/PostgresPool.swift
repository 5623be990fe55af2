import ApusCore
import DequeModule
import Synchronization

/// Connections that are kept open and lent, each to one transaction at a time.
final class PostgresPool: Sendable {
    private struct State {
        var idle: [Lease] = []
        /// How many more may be opened.
        var room: Int
        var waiting: Deque<CheckedContinuation<Lease?, Never>> = []
    }

    /// Unchecked: only who it is lent to uses the connection.
    private struct Lease: @unchecked Sendable {
        let connection: PostgresConnection
    }

    private let address: PostgresAddress
    private let state: Mutex<State>

    /// - Parameter size: how many transactions go on at once; others wait for their turn.
    init(_ address: PostgresAddress, size: Int) {
        self.address = address
        state = Mutex(State(room: size))
    }

    /// Calls `body` on a thread that may wait, with a connection that is idle.
    /// - Throws: ``PostgresFailure``, and what `body` throws.
    func lend<Answer: Sendable>(
        _ body: @escaping @Sendable (PostgresConnection) throws -> Answer
    ) async throws -> Answer {
        let kept = await take()
        return try await blocking { [self, address] in
            let lease: Lease
            do {
                lease = try kept ?? Lease(connection: PostgresConnection(address))
            } catch {
                give(nil)
                throw error
            }
            defer { give(lease.connection.isIdle ? lease : nil) }
            return try body(lease.connection)
        }
    }

    /// A connection, or `nil` for the right to open one.
    private func take() async -> Lease? {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                if let lease = state.idle.popLast() { return continuation.resume(returning: lease) }
                if state.room == 0 { return state.waiting.append(continuation) }
                state.room -= 1
                continuation.resume(returning: nil)
            }
        }
    }

    /// Takes back a connection, or `nil` for the right to open one.
    private func give(_ lease: Lease?) {
        state.withLock { state in
            if let next = state.waiting.popFirst() { return next.resume(returning: lease) }
            if let lease { state.idle.append(lease) } else { state.room += 1 }
        }
    }
}
