import ApusCore
public import ApusModel
import FoundationEssentials
import GRDB

extension SQLiteStore {
    public func events(of run: Identifier<Run>, after cursor: Int64) -> AsyncThrowingStream<RunEvent, any Error> {
        let wakes = signal.wakes(of: run)
        watch.start()
        return RunEventReader.stream(after: cursor, wakes: wakes) { [self] cursor in
            try await read { db in try db.events(of: run, after: cursor) }
        }
    }
}

extension Database {
    fileprivate func events(of id: Identifier<Run>, after cursor: Int64) throws -> RunEventReader.Batch {
        guard let run = try run(id) else { throw ApusError.missing("run", id) }
        let rows = try Row.fetchAll(
            cachedStatement(
                sql: """
                    SELECT sequence, at, change FROM event WHERE run = ? AND sequence > ? ORDER BY sequence LIMIT ?
                    """), arguments: [id.rawValue, cursor, batchSize])
        let events = try rows.map { row in
            RunEvent(
                sequence: row["sequence"], at: Date(milliseconds: row["at"]),
                change: try decode(RunEvent.Change.self, row["change"]))
        }
        return RunEventReader.Batch(events: events, isLast: run.status.isFinal && events.count < batchSize)
    }
}

/// The most events that a reader holds in memory at once.
private let batchSize = 200
