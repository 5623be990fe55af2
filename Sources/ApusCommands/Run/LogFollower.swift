import ApusCore
import ApusModel
import ApusRunner
import FoundationEssentials
import Synchronization

/// Prints what the steps of a run print, until the run is over.
struct LogFollower: Sendable {
    let store: any MetadataStore
    let logs: StepLogs
    /// `nil` for all.
    let step: String?
    var clock: any Clock<Duration> = ContinuousClock()
    let show: @Sendable (String, LogLine) -> Void

    /// Runners keep what was printed about once a second.
    private static let interval: Duration = .seconds(1)

    func follow(_ run: Run) async throws {
        let ended = EndedAttempts()
        try await withThrowingDiscardingTaskGroup { group in
            var known: Set<Attempt.Key> = []
            for try await event in store.events(of: run.id, after: 0) {
                guard case .step(let changed) = event.change, step == nil || changed.step == step else { continue }
                for attempt in changed.attempts {
                    let key = Attempt.Key(run: run.id, step: changed.step, number: attempt.number)
                    if attempt.status.isFinal || changed.status.isFinal { ended.insert(key) }
                    if known.insert(key).inserted { group.addTask { try await follow(key, until: ended) } }
                }
            }
            for key in known { ended.insert(key) }
        }
    }

    private func follow(_ attempt: Attempt.Key, until ended: EndedAttempts) async throws {
        var read = 0
        while true {
            let wasOver = ended.contains(attempt)
            let (lines, chunks) = try await logs.lines(of: attempt, afterChunk: read)
            for line in lines { show(attempt.step, line) }
            read = chunks
            if wasOver { return }
            try await clock.sleep(for: Self.interval)
        }
    }
}

private final class EndedAttempts: Sendable {
    private let keys = Mutex<Set<Attempt.Key>>([])

    func insert(_ key: Attempt.Key) { keys.withLock { _ = $0.insert(key) } }
    func contains(_ key: Attempt.Key) -> Bool { keys.withLock { $0.contains(key) } }
}
