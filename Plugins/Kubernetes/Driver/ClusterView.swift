import ApusDriver
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesManifests

/// What the cluster has of a run's attempts, and what follows from each change of it. Values in, effects out.
struct ClusterView {
    enum Effect: Hashable {
        case deliver(StepObservation)
        /// Nothing good will come of the attempt's Job any more.
        case deleteJob(Attempt.Key)
        /// The attempt's pod should have started by then: ``expire(_:by:)`` is to be called.
        case expectStart(Attempt.Key, by: Date)
    }

    private enum Source: Hashable { case jobs, pods }

    private struct Entry {
        var job: Job?
        /// By identity, without those that are gone.
        var pods: [String: Pod] = [:]
        /// Whether a pod is gone that had not ended.
        var hasLostPod = false
        var told: StepObservation.Change?
        var hasStarted = false
        var hasEnded = false
        var isGone = false
        /// When its start is given up; `nil` while it waits in a queue.
        var limit: Date?

        /// Whether something keeps it from being scheduled until its turn comes: its Job is suspended, or its pod has
        /// a gate (https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/).
        var isQueued: Bool {
            job?.conditions.condition("Suspended")?.isTrue == true
                || pods.values.contains { $0.conditions.condition("PodScheduled")?.reason == "SchedulingGated" }
        }
    }

    private let rules: [String: StartRules]
    private let usualRules: StartRules
    private let now: @Sendable () -> Date
    private var entries: [Attempt.Key: Entry] = [:]
    private var unread: Set<Source> = [.jobs, .pods]

    /// - Parameters:
    ///   - rules: of single steps, by name.
    ///   - usualRules: of all others.
    ///   - now: the time, for waits that begin when a queue lets an attempt go.
    init(
        rules: [String: StartRules], usualRules: StartRules = StartRules(KubernetesOrchestratorConfiguration()),
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.rules = rules
        self.usualRules = usualRules
        self.now = now
    }

    /// Whether the view has, or had, something of the attempt.
    func knows(_ attempt: Attempt.Key) -> Bool { entries[attempt] != nil }

    mutating func apply(_ event: WatchEvent<Pod>) -> [Effect] {
        switch event {
        case .added(let pod), .modified(let pod):
            return change(pod.metadata) { $0.pods[pod.metadata.uid] = pod }
        case .deleted(let pod):
            let reading = reading(pod)
            return change(pod.metadata) { entry in
                entry.pods[pod.metadata.uid] = nil
                if case .ended? = reading { return }
                entry.hasLostPod = true
            }
        case .synced: return markRead(.pods)
        }
    }

    mutating func apply(_ event: WatchEvent<Job>) -> [Effect] {
        switch event {
        case .added(let job):
            guard let key = ObjectLabel.attemptKey(in: job.metadata.labels) else { return [] }
            let isNews = entries[key]?.job == nil
            let effects = change(job.metadata) { $0.job = job }
            return isNews ? effects + expectStart(key, since: Self.freeSince(job)) : effects
        case .modified(let job): return change(job.metadata) { $0.job = job }
        case .deleted(let job): return change(job.metadata) { $0.job = nil }
        case .synced: return markRead(.jobs)
        }
    }

    /// The time for the attempt's start is over, unless that was put off since.
    mutating func expire(_ attempt: Attempt.Key, by limit: Date) -> [Effect] {
        guard let entry = entries[attempt], !entry.hasStarted, !entry.hasEnded, entry.limit == limit else { return [] }
        var text = "the pod did not start within \(rules(of: attempt).timeout) s"
        if case .waiting(let reason)? = entry.told { text += ": \(reason)" }
        return end(attempt, AttemptFailure(.infrastructure, text)) + [.deleteJob(attempt)]
    }

    /// The cluster has nothing of the attempt.
    mutating func miss(_ attempt: Attempt.Key) -> [Effect] {
        entries[attempt, default: Entry()].hasLostPod = true
        return judge(attempt)
    }

    private mutating func markRead(_ source: Source) -> [Effect] {
        guard unread.remove(source) != nil, unread.isEmpty else { return [] }
        return entries.keys.sorted { $0.description < $1.description }.flatMap { judge($0) }
    }

    private mutating func change(_ metadata: ObjectMetadata, _ body: (inout Entry) -> Void) -> [Effect] {
        guard let key = ObjectLabel.attemptKey(in: metadata.labels) else { return [] }
        let wasQueued = entries[key]?.isQueued ?? false
        body(&entries[key, default: Entry()])
        let isQueued = entries[key]?.isQueued ?? false
        if isQueued { entries[key]?.limit = nil }
        let effects = judge(key)
        return wasQueued && !isQueued ? effects + expectStart(key, since: now()) : effects
    }

    /// Time in a queue does not count.
    private mutating func expectStart(_ key: Attempt.Key, since start: Date) -> [Effect] {
        guard let entry = entries[key], !entry.hasStarted, !entry.hasEnded, !entry.isQueued else { return [] }
        let limit = start.addingTimeInterval(Double(rules(of: key).timeout))
        entries[key]?.limit = limit
        return [.expectStart(key, by: limit)]
    }

    /// When the Job was made, or let go by the queue that had suspended it.
    private static func freeSince(_ job: Job) -> Date {
        let made = job.metadata.createdAt ?? Date(timeIntervalSince1970: 0)
        return max(job.conditions.condition("Suspended")?.lastTransitionTime ?? made, made)
    }

    private func rules(of attempt: Attempt.Key) -> StartRules { rules[attempt.step] ?? usualRules }

    private func reading(_ pod: Pod) -> StepObservation.Change? {
        let rules = ObjectLabel.attemptKey(in: pod.metadata.labels).map(rules) ?? usualRules
        return PodReading.change(of: pod, failingReasons: rules.failingReasons)
    }

    private mutating func judge(_ key: Attempt.Key) -> [Effect] {
        guard let entry = entries[key], !entry.isGone else { return [] }
        var effects: [Effect] = []
        let changes = entry.pods.values.compactMap(reading)
        for change in changes { effects += tell(key, change) }
        let hasLivePod =
            changes.count < entry.pods.count || changes.contains { if case .ended = $0 { false } else { true } }
        if !hasLivePod, unread.isEmpty { effects += judgeWithoutPods(key, entry) }
        return effects
    }

    /// Nothing of the attempt runs; what became of its Job says whether something may yet.
    private mutating func judgeWithoutPods(_ key: Attempt.Key, _ entry: Entry) -> [Effect] {
        let isOver =
            !entry.pods.isEmpty || entry.job == nil || entry.job?.isComplete == true || entry.job?.failure != nil
        if isOver {
            let effects = entry.pods.isEmpty ? end(key, Self.failure(of: entry.job, hasLostPod: entry.hasLostPod)) : []
            entries[key]?.isGone = true
            let leftovers: [Effect] = entry.pods.values.contains(where: PodReading.isHeldOpen) ? [.deleteJob(key)] : []
            return effects + [.deliver(StepObservation(key, .gone))] + leftovers
        }
        guard entry.hasLostPod, !entry.hasEnded else { return [] }
        return end(key, AttemptFailure(.infrastructure, "the pod was deleted")) + [.deleteJob(key)]
    }

    private static func failure(of job: Job?, hasLostPod: Bool) -> AttemptFailure? {
        guard let job else {
            return AttemptFailure(.infrastructure, hasLostPod ? "the pod was deleted" : "the Job was deleted")
        }
        guard let failure = job.failure else { return nil }
        let text = "the Job failed: \([failure.reason, failure.message].compactMap { $0 }.joined(separator: ": "))"
        return AttemptFailure(failure.reason == "DeadlineExceeded" ? .command : .infrastructure, text)
    }

    private mutating func tell(_ key: Attempt.Key, _ change: StepObservation.Change) -> [Effect] {
        if case .ended(let failure) = change { return end(key, failure) }
        guard entries[key]?.told != change, entries[key]?.hasEnded == false else { return [] }
        entries[key]?.told = change
        if change == .started { entries[key]?.hasStarted = true }
        return [.deliver(StepObservation(key, change))]
    }

    private mutating func end(_ key: Attempt.Key, _ failure: AttemptFailure?) -> [Effect] {
        guard entries[key]?.hasEnded == false else { return [] }
        entries[key]?.hasEnded = true
        return [.deliver(StepObservation(key, .ended(failure)))]
    }
}
