import ApusCore
public import ApusModel
import FoundationEssentials

extension SQLStore {
    public func events(of run: Identifier<Run>, after cursor: Int64) -> AsyncThrowingStream<RunEvent, any Error> {
        let wakes = signal.wakes(of: run)
        watchOthers()
        return RunEventReader.stream(after: cursor, wakes: wakes) { [self] cursor in
            try await read { db in try db.events(of: run, after: cursor) }
        }
    }
}

extension SQLConnection {
    fileprivate func events(of id: Identifier<Run>, after cursor: Int64) throws -> RunEventReader.Batch {
        guard let run = try run(id) else { throw ApusError.missing("run", id) }
        let rows = try rows(
            "SELECT sequence, at, change FROM event WHERE run = ? AND sequence > ? ORDER BY sequence LIMIT ?",
            [id.rawValue, cursor, batchSize])
        let events = try rows.map { row in
            RunEvent(
                sequence: row[0].integer ?? 0, at: Date(milliseconds: row[1].integer ?? 0),
                change: try decode(RunEvent.Change.self, row[2]))
        }
        return RunEventReader.Batch(events: events, isLast: run.status.isFinal && events.count < batchSize)
    }
}

/// The most events that a reader holds in memory at once.
private let batchSize = 200
