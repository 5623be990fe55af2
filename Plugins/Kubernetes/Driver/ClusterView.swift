import ApusDriver
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesManifests

/// What the cluster has of a run's attempts, and what follows from each change of it. Values in, effects out.
///
/// Time is counted from when the view sees something, because the cluster's clock may be another.
struct ClusterView {
    enum Effect: Hashable {
        case deliver(StepObservation)
        /// The attempt ended with a failure that it did not report itself. It is to be delivered with what the pod and
        /// its events say about it, before anything else about the attempt.
        case explain(Attempt.Key, AttemptFailure, Pod)
        /// Nothing good will come of the attempt's Job any more.
        case deleteJob(Attempt.Key)
        /// People should hear what took the attempt away, of which its own report knows at most the signal.
        case attribute(Attempt.Key, String, Pod)
        /// People should hear that the attempt waits, because no pod is there to tell them.
        case announce(Attempt.Key, String)
        /// The attempt's pod should have started by then: ``expire(_:by:)`` is to be called.
        case expectStart(Attempt.Key, by: Date)
        /// The attempt's pod should be gone by then: ``giveUp(_:by:)`` is to be called.
        case expectEnd(Attempt.Key, by: Date)
        /// The pod of the attempt's Job should have been seen by then: ``missPod(_:by:)`` is to be called.
        case expectPod(Attempt.Key, by: Date)
        /// ``look()`` is to be called in so many seconds.
        case look(after: Double)
        /// ``apply(_:)`` is to be called with the events of these reasons.
        case readEvents(Set<String>)
    }

    private enum Source: Hashable { case jobs, pods }

    private let rules: [String: StartRules]
    private let usualRules: StartRules
    let now: @Sendable () -> Date
    var entries: [Attempt.Key: AttemptView] = [:]
    private var gone: Set<Attempt.Key> = []
    private var unread: Set<Source> = [.jobs, .pods]
    /// When the Job controller last made a pod of the run.
    var newestPodAt: Date?
    /// Seconds until the next look at events; `nil` when none is planned.
    var plannedLook: Double?

    /// - Parameters:
    ///   - rules: of single steps, by name.
    ///   - usualRules: of all others.
    ///   - now: the time.
    init(
        rules: [String: StartRules], usualRules: StartRules = .usual,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.rules = rules
        self.usualRules = usualRules
        self.now = now
    }

    /// Whether everything that the cluster has was read.
    var isComplete: Bool { unread.isEmpty }

    /// Whether the view has, or had, something of the attempt.
    func knows(_ attempt: Attempt.Key) -> Bool { entries[attempt] != nil || gone.contains(attempt) }

    /// Nothing more is told of the attempt: what the cluster has of it is nobody's concern.
    mutating func forget(_ attempt: Attempt.Key) {
        entries[attempt] = nil
        gone.insert(attempt)
    }

    mutating func apply(_ event: WatchEvent<Pod>) -> [Effect] {
        switch event {
        case .added(let pod), .modified(let pod):
            if case .added = event { newestPodAt = now() }
            return change(pod.metadata) { entry in
                entry.put(pod)
                entry.refusal = nil
            }
        case .deleted(let pod):
            let reading = reading(pod)
            return change(pod.metadata) { entry in
                entry.remove(pod)
                if case .ended? = reading.change { return }
                entry.lostPod = .seen(pod)
            }
        case .synced: return markRead(.pods)
        }
    }

    mutating func apply(_ event: WatchEvent<Job>) -> [Effect] {
        switch event {
        case .added(let job):
            guard let key = ObjectLabel.attemptKey(in: job.metadata.labels) else { return [] }
            let isNews = entries[key]?.job == nil && !gone.contains(key)
            let effects = change(job.metadata) { $0.job = job }
            return isNews ? effects + expectStart(key) + planLook() : effects
        case .modified(let job): return change(job.metadata) { $0.job = job }
        case .deleted(let job): return change(job.metadata) { $0.job = nil }
        case .synced: return markRead(.jobs)
        }
    }

    /// The cluster has nothing of the attempt.
    mutating func miss(_ attempt: Attempt.Key) -> [Effect] {
        if gone.contains(attempt) { return [] }
        entries[attempt, default: AttemptView(since: now())].lostPod = .unseen
        return judge(attempt)
    }

    private mutating func markRead(_ source: Source) -> [Effect] {
        guard unread.remove(source) != nil, unread.isEmpty else { return [] }
        return entries.keys.sorted { $0.description < $1.description }.flatMap { judge($0) }
    }

    private mutating func change(_ metadata: ObjectMetadata, _ body: (inout AttemptView) -> Void) -> [Effect] {
        guard let key = ObjectLabel.attemptKey(in: metadata.labels), !gone.contains(key) else { return [] }
        let wasQueued = entries[key]?.isQueued ?? false
        body(&entries[key, default: AttemptView(since: now())])
        let isQueued = entries[key]?.isQueued ?? false
        if isQueued { entries[key]?.limit = nil }
        let effects = judge(key)
        return wasQueued && !isQueued ? effects + expectStart(key) : effects
    }

    func rules(of attempt: Attempt.Key) -> StartRules { rules[attempt.step] ?? usualRules }

    func reading(_ pod: Pod) -> PodReading {
        PodReading(pod, by: ObjectLabel.attemptKey(in: pod.metadata.labels).map(rules) ?? usualRules)
    }
}
