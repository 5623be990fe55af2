import ApusDriver
import FoundationEssentials
import KubernetesClient
import KubernetesDiagnosis

/// What the cluster has of one attempt, and what was already said about it.
struct AttemptView {
    /// A pod that is gone and had not ended.
    indirect enum LostPod {
        /// It is known only that it must have been there.
        case unseen
        /// As it was last.
        case seen(Pod)

        var pod: Pod? { if case .seen(let pod) = self { pod } else { nil } }
    }

    var job: Job?
    /// Without those that are gone, in the order in which they were first seen.
    private(set) var pods: [Pod] = []
    var lostPod: LostPod?
    var told: StepObservation.Change?
    var hasStarted = false
    var hasEnded = false
    /// Whether its Job was to be deleted.
    var isJobUnwanted = false
    /// When its start is given up; `nil` while it waits in a queue.
    var limit: Date?
    /// When its end is given up, once it was asked to end.
    var endLimit: Date?
    /// Until when the pod of its failed Job is waited for; `.distantPast` once that is over.
    var podLimit: Date?
    /// Why its Job has no pod.
    var refusal: Refusal?
    let since: Date

    /// Whether something keeps it from being scheduled until its turn comes: its Job is suspended, its pod has a gate
    /// (https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/), or a quota is used up.
    var isQueued: Bool {
        job?.conditions.condition("Suspended")?.isTrue == true
            || pods.contains { $0.conditions.condition("PodScheduled")?.reason == "SchedulingGated" }
            || (pods.isEmpty && refusal?.kind == .quota)
    }

    var isStarting: Bool { job != nil && !hasStarted && !hasEnded }

    /// The reason of the events that may say why it does not start, when nothing else does.
    var question: String? {
        guard isStarting, job?.conditions.condition("Suspended")?.isTrue != true else { return nil }
        if pods.isEmpty { return "FailedCreate" }
        let isMounting = pods.contains { $0.nodeName != nil && $0.startingContainer?.state.problem == nil }
        return isMounting ? "FailedMount" : nil
    }

    /// Takes over a new or changed pod.
    mutating func put(_ pod: Pod) {
        if let place = pods.firstIndex(where: { $0.metadata.uid == pod.metadata.uid }) {
            pods[place] = pod
        } else {
            pods.append(pod)
        }
    }

    mutating func remove(_ pod: Pod) { pods.removeAll { $0.metadata.uid == pod.metadata.uid } }

    var newestPod: Pod? {
        pods.max { ($0.metadata.createdAt ?? .distantPast) < ($1.metadata.createdAt ?? .distantPast) } ?? lostPod?.pod
    }
}
