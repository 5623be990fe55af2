import ApusSQL
import GRDB
import Glibc
import Synchronization
import Testing
import Waiting

@testable import ApusStore

@Suite struct SharedTransactionsTests {
    private struct Refusal: Error {}

    @Test func `changes that come together are committed together, and one that fails undoes only itself`() async throws
    {
        let database = try table()
        let outcomes = try await together(in: database, count: 100) { number, db in
            try db.execute(sql: "INSERT INTO number VALUES (?)", arguments: [number])
            if number % 10 == 3 { throw Refusal() }
            return number
        }
        let kept = Set((0..<100).filter { $0 % 10 != 3 })
        #expect(Set(outcomes.answers.compactMap { try? $0.get() }) == kept)
        #expect(outcomes.answers.count == 100)
        #expect(try await numbers(in: database) == kept)
        #expect(outcomes.commits <= 4, "the first one, and 100 in two of at most 64")
    }

    @Test func `nobody is told of success when the transaction is lost`() async throws {
        let database = try table()
        let outcomes = try await together(in: database, count: 20) { number, db in
            try db.execute(sql: "INSERT INTO number VALUES (?)", arguments: [number])
            guard number == 7 else { return number }
            try db.execute(sql: "ROLLBACK")
            throw Refusal()
        }
        #expect(outcomes.answers.compactMap { try? $0.get() }.isEmpty)
        #expect(outcomes.answers.count == 20)
        #expect(try await numbers(in: database).isEmpty)
    }

    @Test func `a later change sees an earlier one of the same transaction`() async throws {
        let database = try table()
        let outcomes = try await together(in: database, count: 50) { _, db in
            let next = try Int.fetchOne(db, sql: "SELECT coalesce(max(value), 0) + 1 FROM number") ?? 0
            try db.execute(sql: "INSERT INTO number VALUES (?)", arguments: [next])
            return next
        }
        #expect(Set(try outcomes.answers.map { try $0.get() }) == Set(1...50))
    }

    private func table() throws -> DatabaseQueue {
        let database = try DatabaseQueue()
        try database.write { db in try db.execute(sql: "CREATE TABLE number (value INTEGER PRIMARY KEY)") }
        return database
    }

    private func numbers(in database: DatabaseQueue) async throws -> Set<Int> {
        try await database.read { db in Set(try Int.fetchAll(db, sql: "SELECT value FROM number")) }
    }

    /// Has all changes wait until the last one is there.
    private func together(
        in database: DatabaseQueue, count: Int, _ change: @escaping @Sendable (Int, Database) throws -> Int
    ) async throws -> (answers: [Result<Int, any Error>], commits: Int) {
        let transactions = SharedTransactions(database: database)
        let commits = Commits()
        database.add(transactionObserver: commits, extent: .databaseLifetime)
        let door = Door()
        return try await withThrowingTaskGroup(of: Result<Int, any Error>?.self) { group in
            group.addTask {
                try await transactions.write { _ in door.keep() }
                return nil
            }
            try await eventually("the door") { door.isReached.load(ordering: .acquiring) }
            for number in 0..<count {
                group.addTask {
                    do {
                        return .success(try await transactions.write { db in try change(number, db) })
                    } catch {
                        return .failure(error)
                    }
                }
            }
            try await eventually("all changes to wait") { transactions.waitingCount == count }
            door.isOpen.store(true, ordering: .releasing)
            var answers: [Result<Int, any Error>] = []
            for try await case let answer? in group { answers.append(answer) }
            return (answers, commits.count.load(ordering: .relaxed))
        }
    }
}

/// Keeps whoever reaches it until it is opened.
private final class Door: Sendable {
    let isReached = Atomic(false)
    let isOpen = Atomic(false)

    func keep() {
        isReached.store(true, ordering: .releasing)
        while !isOpen.load(ordering: .acquiring) { usleep(1000) }
    }
}

private final class Commits: TransactionObserver, Sendable {
    let count = Atomic(0)
    func observes(eventsOfKind eventKind: DatabaseEventKind) -> Bool { true }
    func databaseDidChange(with event: DatabaseEvent) {}
    func databaseDidCommit(_ db: Database) { count.add(1, ordering: .relaxed) }
    func databaseDidRollback(_ db: Database) {}
}
