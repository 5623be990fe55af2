import ApusCore
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesDiagnosis
import KubernetesManifests

extension KubernetesOrchestrator {
    func situation(of attempt: Attempt.Key, in run: Run) async throws -> String? {
        let client = try await cluster.client()
        let pods: ObjectList<Pod> = try await client.list(
            .pods, in: namespace, matching: .labels(ObjectLabel.selector(attempt)))
        let newest = pods.items.max {
            ($0.metadata.createdAt ?? .distantPast) < ($1.metadata.createdAt ?? .distantPast)
        }
        guard let pod = newest else { return try await situationWithoutPod(of: attempt, client) }
        return PodSituation(pod: pod, events: try await events(about: pod.metadata.uid, client)).text
    }

    private func situationWithoutPod(of attempt: Attempt.Key, _ client: KubernetesClient) async throws -> String {
        let place = "in namespace '\(namespace)' of cluster '\(client.access.name)'"
        let jobs: ObjectList<Job> = try await client.list(
            .jobs, in: namespace, matching: .labels(ObjectLabel.selector(attempt)))
        if let job = jobs.items.last {
            let name = "Its Job '\(job.metadata.name)'"
            if job.conditions.condition("Suspended")?.isTrue == true {
                return "\(name) is suspended: it waits for a queue, or somebody, to let it go."
            }
            guard let refusal = try await refusal(ofPodsOf: job.metadata.name, client) else {
                return "\(name) has no pod \(place) yet."
            }
            return "\(name) has no pod yet, and waits: \(refusal.advice)."
        }
        let told: ObjectList<Event> = try await client.list(
            .events, in: namespace, matching: .labels(ObjectLabel.eventSelector(attempt)))
        return "It has no Job \(place)" + (told.items.newest.map { "; its orchestrator says: \($0.message)" } ?? "")
            + "."
    }

    private func events(about uid: String, _ client: KubernetesClient) async throws -> [Event] {
        try await client.list(.events, in: namespace, matching: .fields("involvedObject.uid=\(uid)")).items
    }
}
