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

    /// The end of an attempt wakes it, so that its last lines come before the first of the steps that waited for it.
    private func follow(_ attempt: Attempt.Key, until ended: EndedAttempts) async throws {
        var read = 0
        while true {
            let wasOver = ended.contains(attempt)
            let (lines, chunks) = try await logs.lines(of: attempt, afterChunk: read)
            for line in lines { show(attempt.step, line) }
            read = chunks
            if wasOver { return }
            await ended.wait(for: attempt, noLongerThan: Self.interval, clock)
            try Task.checkCancellation()
        }
    }
}

/// Attempts that are over, and the pauses of those who wait for others.
private final class EndedAttempts: Sendable {
    private struct State {
        var ended: Set<Attempt.Key> = []
        var pauses: [Attempt.Key: Task<Void, Never>] = [:]
    }

    private let state = Mutex(State())

    func insert(_ key: Attempt.Key) {
        state.withLock { state in
            state.ended.insert(key)
            state.pauses.removeValue(forKey: key)?.cancel()
        }
    }

    func contains(_ key: Attempt.Key) -> Bool { state.withLock { $0.ended.contains(key) } }

    /// Returns when the attempt is over, `limit` has passed, or the task is cancelled.
    func wait(for key: Attempt.Key, noLongerThan limit: Duration, _ clock: any Clock<Duration>) async {
        let pause = Task {
            do { try await clock.sleep(for: limit) } catch { return }  // cancelled: there is something to do
        }
        state.withLock { state in
            if state.ended.contains(key) { pause.cancel() } else { state.pauses[key] = pause }
        }
        await withTaskCancellationHandler {
            await pause.value
        } onCancel: {
            pause.cancel()
        }
    }
}
