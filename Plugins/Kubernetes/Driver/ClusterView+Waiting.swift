import ApusDriver
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesDiagnosis

extension ClusterView {
    /// Time in a queue does not count.
    mutating func expectStart(_ key: Attempt.Key) -> [Effect] {
        guard let entry = entries[key], !entry.hasStarted, !entry.hasEnded, !entry.isQueued else { return [] }
        let limit = now().addingTimeInterval(Double(rules(of: key).timeout))
        entries[key]?.limit = limit
        return [.expectStart(key, by: limit)]
    }

    /// The time for the attempt's start is over, unless that was put off since.
    mutating func expire(_ attempt: Attempt.Key, by limit: Date) -> [Effect] {
        guard let entry = entries[attempt], !entry.hasStarted, !entry.hasEnded, entry.limit == limit else { return [] }
        if entry.pods.isEmpty, entry.refusal == nil, isControllerAtWork {
            let later = now().addingTimeInterval(Self.controllerPatience)
            entries[attempt]?.limit = later
            return [.expectStart(attempt, by: later)]
        }
        var text = "the pod did not start within \(rules(of: attempt).timeout) s"
        if let advice = entry.refusal?.advice ?? startProblem(of: entry)?.advice {
            text += ": \(advice)"
        } else if case .waiting(let reason)? = entry.told {
            text += ": \(reason)"
        }
        return end(attempt, AttemptFailure(.infrastructure, text), nil) + deleteJob(attempt)
    }

    /// Whether the Job controller makes pods of the run, so that a Job without one only waits for its turn: a controller
    /// makes 20 a second by default, and serves everybody.
    private var isControllerAtWork: Bool {
        newestPodAt.map { now().timeIntervalSince($0) < Self.controllerPatience } ?? false
    }
    private static var controllerPatience: Double { 60 }

    private func startProblem(of entry: AttemptView) -> StartProblem? {
        guard let pod = entry.newestPod else { return nil }
        return pod.startingContainer?.state.problem ?? pod.conditions.condition("PodScheduled")?.schedulingProblem
    }

    /// A pod that was asked to end goes on existing where its node does not answer
    /// (https://kubernetes.io/docs/concepts/architecture/nodes/#condition): after its grace period and the time that
    /// the options give it, it is given up.
    mutating func expectEnd(_ key: Attempt.Key, of pods: [Pod]) -> [Effect] {
        guard entries[key]?.endLimit == nil, pods.allSatisfy({ $0.metadata.deletedAt != nil }) else { return [] }
        let grace = pods.compactMap(\.metadata.deletionGracePeriod).max() ?? 0
        let limit = now().addingTimeInterval(Double(grace + rules(of: key).lostTimeout))
        entries[key]?.endLimit = limit
        return [.expectEnd(key, by: limit)]
    }

    /// The time for the attempt's end is over: whatever still runs of it can no longer be accepted.
    mutating func giveUp(_ attempt: Attempt.Key, by limit: Date) -> [Effect] {
        guard let entry = entries[attempt], entry.endLimit == limit else { return [] }
        // Another pod of the attempt is alive.
        guard entry.pods.allSatisfy({ isLeaving($0) }) else {
            entries[attempt]?.endLimit = nil
            return []
        }
        let node = entry.newestPod?.nodeName.map { ": its node '\($0)' does not answer" } ?? ""
        let text =
            "the pod is lost: it did not end within \(rules(of: attempt).lostTimeout) s after its time to end\(node)"
        let effects = end(attempt, AttemptFailure(.infrastructure, text), nil) + deleteJob(attempt)
        forget(attempt)
        return effects + [.deliver(StepObservation(attempt, .gone))]
    }

    /// Why a Job has failed is said by its pod, which the watch on pods may tell of later than that on Jobs.
    /// - Returns: `nil` when no pod is waited for.
    mutating func expectPod(_ key: Attempt.Key, _ entry: AttemptView) -> [Effect]? {
        guard let failure = entry.job?.failure, failure.reason != "DeadlineExceeded", !entry.hasEnded,
            entry.pods.isEmpty, entry.lostPod == nil
        else { return nil }
        if let limit = entry.podLimit { return limit == .distantPast ? nil : [] }
        let limit = now().addingTimeInterval(Self.podPatience)
        entries[key]?.podLimit = limit
        return [.expectPod(key, by: limit)]
    }
    private static var podPatience: Double { 5 }

    /// The time in which the pod of a failed Job was waited for is over.
    mutating func missPod(_ attempt: Attempt.Key, by limit: Date) -> [Effect] {
        guard entries[attempt]?.podLimit == limit else { return [] }
        entries[attempt]?.podLimit = .distantPast
        return judge(attempt)
    }

    private func isLeaving(_ pod: Pod) -> Bool {
        if case .ended? = reading(pod).change { return true }
        return pod.metadata.deletedAt != nil
    }
}
