import ApusModel
public import KubernetesClient

/// Says that a pod was taken away by the cluster or by a person, and did not end by itself.
public enum Disruption {
    /// What happened to the pod, or `nil` when nothing did.
    ///
    /// In order: the condition `DisruptionTarget`
    /// (https://kubernetes.io/docs/concepts/workloads/pods/disruptions/#pod-disruption-conditions), which servers from
    /// 1.25 on give; the pod's reason, which the node gives; a deletion that was asked for.
    public static func text(of pod: Pod) -> String? {
        if let condition = pod.conditions.condition("DisruptionTarget"), condition.isTrue {
            let reason = condition.reason ?? "DisruptionTarget"
            let words = causes[reason] ?? "the cluster disrupted the pod"
            return line("\(words) (\(reason))", condition.message)
        }
        if let reason = pod.reason, !pod.hasPassedDeadline {
            return line("\(words(for: reason)) (\(reason))", pod.message)
        }
        return pod.metadata.deletedAt == nil ? nil : "the pod was deleted"
    }

    private static func line(_ text: String, _ message: String?) -> String {
        guard let message = message?.trimmed, !message.isEmpty else { return text }
        return "\(text): \(message)".shortened(to: 600)
    }

    private static let causes = [
        "PreemptionByScheduler": "the pod gave way to one of higher priority",
        "DeletionByTaintManager": "the pod does not tolerate a taint of its node",
        "EvictionByEvictionAPI": "the pod was evicted, as when its node is drained",
        "DeletionByPodGC": "the pod's node is gone",
        "TerminationByKubelet": "the pod's node ended it",
    ]

    /// The kubelet's and the node controller's words
    /// (https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/).
    private static func words(for reason: String) -> String {
        switch reason {
        case "Evicted": "the pod's node evicted it"
        case "NodeShutdown", "Shutdown", "Terminated": "the pod's node shut down"
        case "NodeLost": "the pod's node does not answer"
        case "Preempting": "the pod gave way to a critical one"
        case "NodeAffinity", "UnexpectedAdmissionError": "the pod's node refused it"
        case _ where reason.hasPrefix("OutOf"): "the pod's node had no room for it"
        default: "the pod was lost"
        }
    }
}
