import ApusAPI
import ApusCore
import ApusModel
import ApusRunner

/// Reads what a step prints, one chunk of its log at a time, while it runs and through all of its attempts.
struct LogReader: Sendable {
    enum Finding: Sendable {
        case lines([(cursor: LogCursor, line: LoggedLine)])
        /// Nothing now; there may be more later.
        case nothingYet
        /// The step is over, and everything was read.
        case end
    }

    private let store: any MetadataStore
    private let logs: StepLogs
    private let run: Identifier<Run>
    private let step: String
    /// The last line that the caller knows.
    private let known: LogCursor
    /// The last line that was read.
    private var position: LogCursor
    private var chunks = 0

    /// - Parameter known: nothing up to there is found.
    init(
        store: any MetadataStore, logs: StepLogs, run: Identifier<Run>, step: String, after known: LogCursor
    ) {
        self.store = store
        self.logs = logs
        self.run = run
        self.step = step
        self.known = known
        position = LogCursor(attempt: known.attempt, line: 0)
    }

    /// What comes next.
    /// - Throws: ``/ApusModel/ApusError`` with `.notFound` when the run has no such step; what the artifact store throws.
    mutating func next() async throws -> Finding {
        guard let step = try await store.steps(of: run).first(where: { $0.step == step }) else {
            throw ApusError(.notFound, "run '\(run)' has no step '\(self.step)'")
        }
        let attempts = step.attempts.filter { $0.number >= position.attempt }
        guard let attempt = attempts.first else { return step.status.isFinal ? .end : .nothingYet }
        if attempt.number != position.attempt { begin(attempt) }
        let key = Attempt.Key(run: run, step: step.step, number: attempt.number)
        let (lines, chunks) = try await logs.lines(of: key, afterChunk: chunks, atMost: 1)
        if chunks == self.chunks {
            guard attempt.status.isFinal || step.status.isFinal else { return .nothingYet }
            guard attempts.count > 1 else { return step.status.isFinal ? .end : .nothingYet }
            begin(attempts[1])
            return .lines([])
        }
        self.chunks = chunks
        var numbered: [(cursor: LogCursor, line: LoggedLine)] = []
        for line in lines { numbered.append(number(line)) }
        return .lines(numbered.filter { $0.cursor > known })
    }

    private mutating func begin(_ attempt: Attempt) {
        position = LogCursor(attempt: attempt.number, line: 0)
        chunks = 0
    }

    private mutating func number(_ line: LogLine) -> (cursor: LogCursor, line: LoggedLine) {
        position = LogCursor(attempt: position.attempt, line: position.line + 1)
        return (
            position,
            LoggedLine(attempt: position.attempt, at: line.at, stream: line.stream.rawValue, text: line.text)
        )
    }
}
