import ApusModel
import GRDB
import Synchronization

/// Puts changes that are asked for at the same time into one transaction, so that they wait for the disk once.
///
/// Each is a savepoint (https://www.sqlite.org/lang_savepoint.html): one that fails undoes nothing but itself, and a
/// later one sees what earlier ones did. Nobody gets an answer before everything is on disk.
final class SharedTransactions: Sendable {
    /// How a change is answered: with an error when the transaction failed, else with what came of the change itself.
    private typealias Answer = @Sendable ((any Error)?) -> Void

    private struct Change: Sendable {
        let apply: @Sendable (Database) -> (failure: (any Error)?, answer: Answer)
        let refuse: @Sendable (any Error) -> Void
    }

    private struct State {
        var waiting: ArraySlice<Change> = []
        var isScheduled = false
    }

    private let database: DatabaseQueue
    private let state = Mutex(State())

    init(database: DatabaseQueue) { self.database = database }

    /// How many changes wait for the next transaction.
    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Applies `body` in a transaction. When it throws, it changed nothing.
    func write<Value: Sendable>(_ body: @escaping @Sendable (Database) throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let change = Change(
                apply: { db in
                    let outcome = Result { try db.savepoint(body) }
                    return (
                        outcome.failure, { error in continuation.resume(with: error.map { .failure($0) } ?? outcome) }
                    )
                },
                refuse: { continuation.resume(throwing: $0) })
            let isFirst = state.withLock { state in
                state.waiting.append(change)
                defer { state.isScheduled = true }
                return !state.isScheduled
            }
            if isFirst { schedule() }
        }
    }

    /// One transaction at a time, in line with whoever reads.
    private func schedule() {
        database.asyncWriteWithoutTransaction { [self] db in
            let changes = state.withLock { state in
                defer { state.waiting = state.waiting.dropFirst(Self.most) }
                return state.waiting.prefix(Self.most)
            }
            commit(changes, in: db)
            let isOver = state.withLock { state in
                state.isScheduled = !state.waiting.isEmpty
                return !state.isScheduled
            }
            if !isOver { schedule() }
        }
    }

    private func commit(_ changes: ArraySlice<Change>, in db: Database) {
        var answers: [Answer] = []
        do {
            try db.inTransaction(.immediate) {
                for change in changes {
                    let (failure, answer) = change.apply(db)
                    answers.append(answer)
                    // A full disk, for one, undoes the whole transaction (https://www.sqlite.org/lang_transaction.html).
                    if let failure, !db.isInsideTransaction { throw failure }
                }
                return .commit
            }
            for answer in answers { answer(nil) }
        } catch {
            for answer in answers { answer(error) }
            for change in changes.dropFirst(answers.count) { change.refuse(error) }
        }
    }

    /// The most changes of one transaction: the first one waits for the last.
    private static let most = 64
}

extension Database {
    fileprivate func savepoint<Value>(_ body: (Database) throws -> Value) throws -> Value {
        var value: Value?
        try inSavepoint {
            value = try body(self)
            return .commit
        }
        guard let value else {
            throw ApusError(.internalFailure, "a savepoint ended without a value and without an error")
        }
        return value
    }
}

extension Result {
    fileprivate var failure: Failure? { if case .failure(let error) = self { error } else { nil } }
}
