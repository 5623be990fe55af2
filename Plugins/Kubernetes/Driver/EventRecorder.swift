import ApusHTTP
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesManifests
import Logging
import Synchronization

/// Tells the story of a run as Kubernetes Events on its orchestrator's Job, so that `kubectl describe job` shows it.
///
/// At best effort, and never in the way of the run: remarks wait in memory for a moment, in which the run's own requests
/// go first, and longer where all is well; then one task sends them. Of many that came meanwhile, one Event tells. An
/// account that may not make Events is said once.
final class EventRecorder: Sendable {
    private struct State {
        var waiting: [StepRemark] = []
        /// What was told last of each step: the same is not told again.
        var told: [String: StepRemark.Mark] = [:]
        var sender: Task<Void, Never>?
        /// What the sender waits for before it sends; the first ends with a warning too.
        var patience: Task<Void, Never>?
        var pause: Task<Void, Never>?
        var isEnding = false
        /// Whether the account may not make Events.
        var isRefused = false
        var toldUntil: Date?
    }

    private let client: KubernetesClient
    private let manifests: EventManifest
    private let clock: any Clock<Duration>
    private let logger: Logger
    private let start: Date
    private let state = Mutex(State())

    /// - Parameter isFirst: whether no driver before this one can have told anything.
    init(
        client: KubernetesClient, manifests: EventManifest, isFirst: Bool, clock: any Clock<Duration>, logger: Logger,
        now: Date
    ) {
        self.client = client
        self.manifests = manifests
        self.clock = clock
        self.logger = logger
        start = now
        if isFirst { state.withLock { $0.toldUntil = .distantPast } }
    }

    /// Takes a remark and returns at once.
    func note(_ remark: StepRemark) {
        state.withLock { state in
            let step = remark.attempt.step
            if state.isRefused || state.told[step] == remark.mark { return }
            state.told[step] = remark.mark
            state.waiting.append(remark)
            if remark.kind.isWarning { state.patience?.cancel() }
            if state.sender != nil { return }
            state.sender = Task(executorPreference: CurrentExecutor.preference) { await self.send() }
        }
    }

    /// Waits until everything is told, but no longer than `limit`.
    func finish(within limit: Duration) async {
        let sender = state.withLock { state in
            state.isEnding = true
            state.patience?.cancel()
            state.pause?.cancel()
            return state.sender
        }
        guard let sender else { return }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await sender.value }
            group.addTask { try? await self.clock.sleep(for: limit) }  // cancelled: everything is told
            await group.next()
            group.cancelAll()
            sender.cancel()
        }
    }

    private func send() async {
        await rest()
        let end = await toldUntil()
        while let remarks = next() {
            let news = remarks.filter { !$0.kind.isLasting || $0.at > end }
            for group in StepRemark.gathered(news) where !state.withLock({ $0.isRefused }) { await send(group) }
            if Task.isCancelled { return }
            await rest()
        }
    }

    /// Waits a moment, and longer while there is no warning, unless the run is over.
    private func rest() async {
        await wait(Self.patience, at: \.patience) { $0.isEnding || $0.waiting.contains(where: \.kind.isWarning) }
        await wait(Self.pause, at: \.pause, unless: \.isEnding)
    }

    private func wait(
        _ duration: Duration, at place: WritableKeyPath<State, Task<Void, Never>?>, unless isOver: (State) -> Bool
    ) async {
        let waiting = state.withLock { state in
            let waiting = Task(executorPreference: CurrentExecutor.preference) { [clock] in
                do { try await clock.sleep(for: duration) } catch { return }  // cancelled: it is time to send
            }
            if isOver(state) { waiting.cancel() }
            state[keyPath: place] = waiting
            return waiting
        }
        await waiting.value
    }

    private func send(_ group: StepRemark.Group) async {
        do {
            try await client.create(group.manifest(by: manifests), as: .events)
        } catch let error as ApusError where error.code == .alreadyExists {
            return  // it was sent twice
        } catch let error as ApusError where error.code == .forbidden {
            state.withLock { state in
                state.isRefused = true
                state.waiting = []
            }
            logger.warning(
                "no Kubernetes Events tell of the run's steps: the orchestrator pod's account may not make them",
                metadata: ["reason": "\(error.reason ?? error.summary)"])
        } catch {
            logger.notice(
                "ends of steps are told in no Kubernetes Event",
                metadata: ["count": "\(group.remarks.count)", "error": "\(error)"])
        }
    }

    /// Up to when a driver before this one told the story. Asked once; what the cluster has forgotten by now is not told
    /// anew.
    private func toldUntil() async -> Date {
        if let known = state.withLock({ $0.toldUntil }) { return known }
        let events: [Event]
        do {
            events = try await client.list(.events, matching: .labels(manifests.selector)).items
        } catch {
            logger.debug("earlier Kubernetes Events cannot be read", metadata: ["error": "\(error)"])
            events = []
        }
        let told = events.compactMap { $0.metadata.annotations[EventManifest.until].flatMap(Timestamp.date) }.max()
        let end = max(told ?? .distantPast, start.addingTimeInterval(-Self.lifetime))
        state.withLock { $0.toldUntil = end }
        return end
    }

    /// What waits, or `nil` when there is nothing and the task ends.
    private func next() -> [StepRemark]? {
        state.withLock { state in
            if state.waiting.isEmpty {
                state.sender = nil
                return nil
            }
            defer { state.waiting = [] }
            return state.waiting
        }
    }

    /// Seconds that API servers keep Events for.
    private static let lifetime: Double = 3600
    private static let patience: Duration = .seconds(4)
    private static let pause: Duration = .seconds(1)
}
