import ApusCore
import ApusDriver
import ApusModel
import FoundationEssentials
import Synchronization

/// Infrastructure for attempts that lives longer than the drivers that use it: each attempt claims, waits for leave,
/// reports and ends.
final class SimulatedCluster: Sendable {
    /// What becomes of an attempt.
    enum Fate: Sendable {
        case succeed
        case fail
        /// The infrastructure loses it before it claims.
        case vanish
        /// It claims and then runs until it is stopped.
        case hang
    }

    private struct State {
        var live: Set<Attempt.Key> = []
        var launched: [Attempt.Key] = []
        var stopped: Set<Attempt.Key> = []
        var most = 0
        var observers: [Int: @Sendable (StepObservation) -> Void] = [:]
        var told: [StepObservation] = []
        var failures: [ApusError] = []
    }

    let store: any RunStore
    private let fate: @Sendable (Attempt.Key) -> Fate
    private let state = Mutex(State())

    init(_ store: any RunStore, fate: @escaping @Sendable (Attempt.Key) -> Fate = { _ in .succeed }) {
        self.store = store
        self.fate = fate
    }

    var launched: [Attempt.Key] { state.withLock { $0.launched } }
    var stopped: Set<Attempt.Key> { state.withLock { $0.stopped } }
    /// How many drivers follow the attempts.
    var observers: Int { state.withLock { $0.observers.count } }
    /// The most attempts that were live at once.
    var most: Int { state.withLock { $0.most } }

    /// The next launches throw these.
    func refuse(with errors: [ApusError]) { state.withLock { $0.failures = errors } }

    /// A launcher as a new driver would have it.
    func launcher() -> any StepLauncher { Launcher(cluster: self) }

    var held: [Attempt.Key] { state.withLock { Array($0.live) } }

    fileprivate func launch(_ attempt: Attempt.Key) throws {
        let error = state.withLock { $0.failures.isEmpty ? nil : $0.failures.removeFirst() }
        if let error { throw error }
        let isNew = state.withLock { state in
            guard !state.launched.contains(attempt) else { return false }
            state.launched.append(attempt)
            state.live.insert(attempt)
            state.most = max(state.most, state.live.count)
            return true
        }
        if isNew { Task { await live(attempt) } }
    }

    private func live(_ attempt: Attempt.Key) async {
        let failure: AttemptFailure?
        switch fate(attempt) {
        case .vanish: failure = AttemptFailure(.infrastructure, "vanished")
        case .hang:
            _ = try? await store.claim(attempt, holder: "h", at: Date())  // refused: it hangs all the same
            tell(StepObservation(attempt, .started))
            return
        case .succeed: failure = await report(attempt, .succeeded(outputs: [:]))
        case .fail: failure = await report(attempt, .failed(AttemptFailure(.command, "exit code 1", exitCode: 1)))
        }
        end(attempt, failure)
    }

    private func report(_ attempt: Attempt.Key, _ outcome: AttemptReport.Outcome) async -> AttemptFailure? {
        do {
            let claim = try await store.claim(attempt, holder: "h", at: Date(), waiting: .seconds(60))
            guard case .granted = claim else { return nil }
            tell(StepObservation(attempt, .started))
            _ = try await store.report(AttemptReport(attempt: attempt, holder: "h", outcome: outcome), at: Date())
            return nil
        } catch {
            return AttemptFailure(.infrastructure, "the store: \(error)")
        }
    }

    fileprivate func stop(_ attempt: Attempt.Key) -> StopAnswer {
        let wasLive = state.withLock { state in
            state.stopped.insert(attempt)
            return state.live.contains(attempt)
        }
        if wasLive { end(attempt, nil) }
        return wasLive ? .stopping : .absent
    }

    private func end(_ attempt: Attempt.Key, _ failure: AttemptFailure?) {
        tell(StepObservation(attempt, .ended(failure)))
        _ = state.withLock { $0.live.remove(attempt) }
        tell(StepObservation(attempt, .gone))
    }

    private func tell(_ observation: StepObservation) {
        let observers = state.withLock { state in
            state.told.append(observation)
            return Array(state.observers.values)
        }
        for observer in observers { observer(observation) }
    }

    fileprivate func observe(_ deliver: @escaping @Sendable (StepObservation) -> Void) async throws {
        let number = Int.random(in: 0 ... .max)
        let earlier = state.withLock { state in
            state.observers[number] = deliver
            return state.told
        }
        for observation in earlier { deliver(observation) }
        defer { _ = state.withLock { $0.observers.removeValue(forKey: number) } }
        let (never, _) = AsyncStream<Void>.makeStream()
        for await _ in never {}
        try Task.checkCancellation()
    }
}

private struct Launcher: StepLauncher {
    let cluster: SimulatedCluster

    func adopt() async throws -> [Attempt.Key] { cluster.held }
    func launch(_ attempt: Attempt.Key, of step: PlannedStep) async throws { try cluster.launch(attempt) }
    func stop(_ attempt: Attempt.Key) async throws -> StopAnswer { cluster.stop(attempt) }
    func observe(_ deliver: @escaping @Sendable (StepObservation) -> Void) async throws {
        try await cluster.observe(deliver)
    }
}
