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
            let failures = try await events(about: job.metadata.uid, client).filter { $0.reason == "FailedCreate" }
            let newest = failures.max { ($0.lastSeenAt ?? .distantPast) < ($1.lastSeenAt ?? .distantPast) }
            guard let newest else { return "Its Job '\(job.metadata.name)' has no pod \(place) yet." }
            return "Its Job '\(job.metadata.name)' has no pod yet, and waits: \(Refusal(newest.message).advice)."
        }
        let told: ObjectList<Event> = try await client.list(
            .events, in: namespace, matching: .labels(ObjectLabel.eventSelector(attempt)))
        let newest = told.items.max { ($0.lastSeenAt ?? .distantPast) < ($1.lastSeenAt ?? .distantPast) }
        return "It has no Job \(place)" + (newest.map { "; its orchestrator says: \($0.message)" } ?? "") + "."
    }

    private func events(about uid: String, _ client: KubernetesClient) async throws -> [Event] {
        try await client.list(.events, in: namespace, matching: .fields("involvedObject.uid=\(uid)")).items
    }
}
