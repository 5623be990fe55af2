import ApusCore
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesDiagnosis
import KubernetesManifests

extension KubernetesOrchestrator {
    /// Until the orchestrator's Job has a pod, which tells of itself, says why it has none. A run whose driver the cluster
    /// will never take ends as failed.
    /// - Parameter firstPause: before the first look; each later one is twice as long, up to half a minute.
    func awaitDriver(
        of run: SubmittedRun, _ client: KubernetesClient, firstPause: Duration = .seconds(3),
        _ output: @Sendable (OutputLine) async -> Void
    ) async throws {
        let name = ObjectNames(run: run.run, plan: run.plan).orchestratorJob
        var told: Refusal?
        var pause = firstPause
        while true {
            try await Task.sleep(for: pause)
            pause = min(pause * 2, .seconds(30))
            do {
                if try await hasPod(name, client) { return }
                guard let refusal = try await refusal(ofPodsOf: name, client) else { continue }
                if !refusal.mayPass {
                    let reason = "the cluster refuses the orchestrator pod: \(refusal.advice)"
                    _ = try await run.environment.store.advance(run.run.id, to: .failed, reason: reason, at: Date())
                    return
                }
                if refusal != told {
                    await output(OutputLine(step: nil, text: "Job \(name) has no pod, and waits: \(refusal.advice)"))
                }
                told = refusal
            } catch let error as ApusError where [.unavailable, .timedOut, .forbidden].contains(error.code) {
                continue  // whoever may not read events is told nothing, and misses nothing
            }
        }
    }

    private func hasPod(_ job: String, _ client: KubernetesClient) async throws -> Bool {
        let pods: ObjectList<Pod> = try await client.list(.pods, in: namespace, matching: .labels("job-name=\(job)"))
        return !pods.items.isEmpty
    }

    /// Why the Job controller makes no pod of the Job.
    func refusal(ofPodsOf job: String, _ client: KubernetesClient) async throws -> Refusal? {
        let events: ObjectList<Event> = try await client.list(
            .events, in: namespace,
            matching: .fields("involvedObject.kind=Job,involvedObject.name=\(job),reason=FailedCreate"))
        return events.items.newest.map { Refusal($0.message) }
    }
}
