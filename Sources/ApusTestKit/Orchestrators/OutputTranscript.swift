import ApusCore
import Synchronization

/// What a run printed, for any number of readers, each of which gets all of it.
final class OutputTranscript: Sendable {
    private struct State {
        var lines: [OutputLine] = []
        var isFinished = false
        var readers: [AsyncStream<OutputLine>.Continuation] = []
    }

    private let state = Mutex(State())

    func append(_ line: OutputLine) {
        state.withLock { state in
            state.lines.append(line)
            for reader in state.readers { reader.yield(line) }
        }
    }

    /// Nothing more will be printed.
    func finish() {
        state.withLock { state in
            state.isFinished = true
            for reader in state.readers { reader.finish() }
            state.readers = []
        }
    }

    /// Every line from the first one on, until nothing more will be printed.
    func lines() -> AsyncStream<OutputLine> {
        let (lines, reader) = AsyncStream.makeStream(of: OutputLine.self)
        state.withLock { state in
            for line in state.lines { reader.yield(line) }
            if state.isFinished {
                reader.finish()
            } else {
                state.readers.append(reader)
            }
        }
        return lines
    }
}
