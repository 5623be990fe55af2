import ApusDriver
import FoundationEssentials
import KubernetesClient
import KubernetesDiagnosis

/// What the cluster has of one attempt, and what was already said about it.
struct AttemptView {
    var job: Job?
    /// By identity, without those that are gone.
    var pods: [String: Pod] = [:]
    /// Whether a pod is gone that had not ended.
    var hasLostPod = false
    /// That pod as it was last, if it was seen.
    var lostPod: Pod?
    var told: StepObservation.Change?
    var hasStarted = false
    var hasEnded = false
    var isGone = false
    /// When its start is given up; `nil` while it waits in a queue.
    var limit: Date?
    /// When its end is given up, once it was asked to end.
    var endLimit: Date?
    /// Why its Job has no pod.
    var refusal: Refusal?
    let since: Date

    /// Whether something keeps it from being scheduled until its turn comes: its Job is suspended, its pod has a gate
    /// (https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/), or a quota is used up.
    var isQueued: Bool {
        job?.conditions.condition("Suspended")?.isTrue == true
            || pods.values.contains { $0.conditions.condition("PodScheduled")?.reason == "SchedulingGated" }
            || (pods.isEmpty && refusal?.kind == .quota)
    }

    var isStarting: Bool { job != nil && !hasStarted && !hasEnded && !isGone }

    /// The reason of the events that may say why it does not start, when nothing else does.
    var question: String? {
        guard isStarting, job?.conditions.condition("Suspended")?.isTrue != true else { return nil }
        if pods.isEmpty { return "FailedCreate" }
        let isMounting = pods.values.contains { $0.nodeName != nil && $0.startingContainer?.state.problem == nil }
        return isMounting ? "FailedMount" : nil
    }

    var newestPod: Pod? {
        pods.values.max { ($0.metadata.createdAt ?? .distantPast) < ($1.metadata.createdAt ?? .distantPast) } ?? lostPod
    }
}
