import ApusCore
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesManifests

extension KubernetesOrchestrator {
    func situation(of attempt: Attempt.Key, in run: Run) async throws -> String? {
        let client = try await cluster.client()
        let pods: ObjectList<Pod> = try await client.list(
            .pods, in: namespace, matching: .labels(ObjectLabel.selector(attempt)))
        let newest = pods.items.max {
            ($0.metadata.createdAt ?? .distantPast) < ($1.metadata.createdAt ?? .distantPast)
        }
        guard let pod = newest else {
            return "It has no pod in namespace '\(namespace)' of cluster '\(client.access.name)'."
        }
        let events: ObjectList<Event> = try await client.list(
            .events, in: namespace, matching: .fields("involvedObject.uid=\(pod.metadata.uid)"))
        return PodSituation(pod: pod, events: events.items).text
    }
}
