public import ApusCore
public import ApusModel
import FoundationEssentials

/// Reads the logs that step runners keep in an artifact store.
public struct StepLogs: Sendable {
    private let store: any ArtifactStore

    public init(store: any ArtifactStore) { self.store = store }

    /// What the attempt has printed so far, oldest first; nothing for an attempt that never ran.
    ///
    /// Iterating throws ``/ApusModel/ApusError``, `.corrupted` for a line that no runner wrote.
    public func lines(of attempt: Attempt.Key) -> Lines { Lines(store: store, attempt: attempt) }

    /// What the attempt printed after the first `count` chunks of its log, and how many chunks there are now. A log that
    /// is still written is followed by asking again.
    /// - Parameter limit: how many chunks are read at most; the answer counts no more than those that were read.
    public func lines(
        of attempt: Attempt.Key, afterChunk count: Int, atMost limit: Int = .max
    ) async throws -> (lines: [LogLine], chunks: Int) {
        let keys = try await store.keys(withPrefix: LogKey.prefix(attempt)).dropFirst(count).prefix(limit)
        var lines: [LogLine] = []
        for key in keys { lines += try Self.read(try await store.data(at: key), of: attempt) }
        return (lines, count + keys.count)
    }

    /// Deletes the logs of all attempts of a run.
    public func delete(of run: Identifier<Run>) async throws {
        for key in try await store.keys(withPrefix: LogKey.prefix(run)) { try await store.delete(key) }
    }

    private static func read(_ chunk: Data, of attempt: Attempt.Key) throws -> [LogLine] {
        do {
            return try chunk.split(separator: UInt8(ascii: "\n")).map {
                try CanonicalJSON.decode(LogLine.self, from: $0)
            }
        } catch {
            throw ApusError(.corrupted, "the log of attempt '\(attempt)' cannot be read", cause: error)
        }
    }

    /// The lines of one attempt. One chunk is held in memory at a time.
    public struct Lines: AsyncSequence, Sendable {
        public typealias Element = LogLine
        let store: any ArtifactStore
        let attempt: Attempt.Key

        public func makeAsyncIterator() -> Iterator { Iterator(store: store, attempt: attempt) }

        public struct Iterator: AsyncIteratorProtocol {
            let store: any ArtifactStore
            let attempt: Attempt.Key
            private var keys: ArraySlice<String>?
            private var lines: ArraySlice<LogLine> = []

            init(store: any ArtifactStore, attempt: Attempt.Key) {
                self.store = store
                self.attempt = attempt
            }

            public mutating func next() async throws -> LogLine? {
                if keys == nil { keys = try await store.keys(withPrefix: LogKey.prefix(attempt))[...] }
                while lines.isEmpty {
                    guard let key = keys?.popFirst() else { return nil }
                    lines = try StepLogs.read(try await store.data(at: key), of: attempt)[...]
                }
                return lines.popFirst()
            }
        }
    }
}
