package import ApusModel

/// Turns a way to read a run's stored events into the stream that ``RunStore/events(of:after:)`` promises: what is
/// there,
/// then each new one, until the run is over.
///
/// It reads only when its consumer wants more.
package actor RunEventReader {
    /// Some of the events after a cursor, oldest first.
    package struct Batch: Sendable {
        let events: [RunEvent]
        /// Whether the run is over and has no events after these.
        let isLast: Bool

        package init(events: [RunEvent], isLast: Bool) {
            self.events = events
            self.isLast = isLast
        }
    }

    private let read: @Sendable (Int64) async throws -> Batch
    private let wakes: AsyncStream<Void>
    private var cursor: Int64
    private var waiting: ArraySlice<RunEvent> = []
    private var isLast = false

    private init(cursor: Int64, wakes: AsyncStream<Void>, read: @escaping @Sendable (Int64) async throws -> Batch) {
        self.cursor = cursor
        self.wakes = wakes
        self.read = read
    }

    /// - Parameters:
    ///   - wakes: has an element after each change, from before this call on.
    ///   - read: reads what comes after a cursor; not `isLast` and no events when there are none yet.
    package static func stream(
        after cursor: Int64, wakes: AsyncStream<Void>, read: @escaping @Sendable (Int64) async throws -> Batch
    ) -> AsyncThrowingStream<RunEvent, any Error> {
        let reader = RunEventReader(cursor: cursor, wakes: wakes, read: read)
        return AsyncThrowingStream { try await reader.next() }
    }

    private func next() async throws -> RunEvent? {
        while waiting.isEmpty {
            if isLast || Task.isCancelled { return nil }
            guard let batch = try await readUnlessCancelled() else { return nil }
            waiting = batch.events[...]
            isLast = batch.isLast
            if waiting.isEmpty && !isLast { for await _ in wakes { break } }
        }
        let event = waiting.removeFirst()
        cursor = event.sequence
        return event
    }

    private func readUnlessCancelled() async throws -> Batch? {
        do { return try await read(cursor) } catch is CancellationError { return nil }
    }
}
