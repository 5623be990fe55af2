import ApusModel
import KubernetesClient
import KubernetesManifests

// A run of ten thousand steps keeps as many Jobs and pods in memory: most of each is labels, owners and conditions that
// the driver never reads.

extension Job {
    /// The Job as far as the driver reads it.
    func trimmed(for run: Identifier<Run>) -> Job {
        var job = self
        job.metadata = metadata.trimmed(for: run)
        return job
    }
}

extension Pod {
    /// The pod as far as the driver reads it.
    func trimmed(for run: Identifier<Run>) -> Pod {
        var pod = self
        pod.metadata = metadata.trimmed(for: run)
        pod.podIP = nil
        pod.conditions = conditions.filter { !$0.isTrue || !Self.usual.contains($0.type) }
        pod.containers = containers.map(\.trimmed)
        pod.initContainers = initContainers.map(\.trimmed)
        return pod
    }

    /// Conditions that say something only while they do not hold.
    private static let usual: Set = ["Initialized", "PodReadyToStartContainers", "PodScheduled", "Ready"]
}

extension ContainerStatus {
    fileprivate var trimmed: ContainerStatus { ContainerStatus(name: name, state: state, restartCount: restartCount) }
}

extension ObjectMetadata {
    /// The labels share the run's identity instead of having a copy each.
    fileprivate func trimmed(for run: Identifier<Run>) -> ObjectMetadata {
        let attempt = ObjectLabel.attemptKey(in: labels)
        return ObjectMetadata(
            name: name, namespace: namespace, uid: uid, resourceVersion: resourceVersion,
            labels: attempt.map {
                ObjectLabel.identifying(Attempt.Key(run: run, step: $0.step, number: $0.number))
            } ?? [:],
            createdAt: createdAt, deletedAt: deletedAt, deletionGracePeriod: deletionGracePeriod)
    }
}
