import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesDiagnosis
import KubernetesManifests

extension KubernetesServerHost {
    /// Returns once the pod of the newest Deployment, and no other, is ready.
    /// - Throws: ``/ApusModel/ApusError`` with `.unavailable` as soon as it is clear that it will not be, `.timedOut`.
    func awaitReady(
        in namespace: String, patience: Duration, _ client: KubernetesClient, tell: @Sendable (String) -> Void
    ) async throws {
        var waited: Duration = .zero
        var told: String?
        while true {
            let deployment: UntypedObject = try await client.get(.deployments, ServerObject.name, in: namespace)
            if Self.isReady(deployment.json) { return }
            let pods: ObjectList<Pod> = try await client.list(
                .pods, in: namespace, matching: .labels(ServerObject.labelSelector))
            let newest = pods.items.filter { $0.metadata.deletedAt == nil }
                .max { ($0.metadata.createdAt ?? .distantPast) < ($1.metadata.createdAt ?? .distantPast) }
            if let newest { try checkCanStart(newest) }
            let situation =
                newest.map { Self.situation(of: $0) } ?? Self.problem(of: deployment.json)
            guard waited < patience else {
                throw ApusError(
                    .timedOut,
                    "the server in namespace '\(namespace)' is not ready after \(patience.components.seconds) s",
                    reason: situation ?? "it has no pod", hint: Self.hint(namespace))
            }
            if let situation, situation != told, waited >= .seconds(10) {
                tell("Waiting: \(situation).")
                told = situation
            }
            try await clock.sleep(for: Self.pause)
            waited += Self.pause
        }
    }

    static func isReady(_ deployment: JSONValue) -> Bool {
        func number(_ value: JSONValue?) -> Int64 { value?.integerValue ?? 0 }
        let status = deployment["status"]
        return number(status?["observedGeneration"]) >= number(deployment["metadata"]?["generation"])
            && number(status?["updatedReplicas"]) == 1 && number(status?["replicas"]) == 1
            && number(status?["availableReplicas"]) == 1
    }

    private static func situation(of pod: Pod) -> String {
        let name = "pod '\(pod.metadata.name)'"
        let container = pod.container(MainContainer.name)?.state
        if container?.isRunning == true { return "\(name) runs, and the server in it is not ready" }
        let problem = container?.problem ?? pod.conditions.condition("PodScheduled")?.schedulingProblem
        return "\(name) does not run yet" + (problem.map { ": \($0.text)" } ?? "")
    }

    /// Why there is no pod.
    private static func problem(of deployment: JSONValue) -> String? {
        let conditions = deployment["status"]?["conditions"]?.arrayValue ?? []
        return conditions.first { $0["type"] == "ReplicaFailure" && $0["status"] == "True" }?["message"]?.stringValue
    }

    private func checkCanStart(_ pod: Pod) throws(ApusError) {
        let namespace = pod.metadata.namespace ?? ""
        guard let container = pod.container(MainContainer.name) else { return }
        if let problem = container.state.problem, problem.isLastingPullProblem || problem.kind == .invalidImage {
            throw ApusError(
                .unavailable, "the server's image cannot be pulled", reason: problem.text,
                hint: "check that nodes reach the registry, or give another image: --image REF")
        }
        let end = container.state.termination ?? container.lastTermination
        guard container.restartCount >= 2, let end, end.exitCode != 0 else { return }
        let said = (end.message ?? "").split(whereSeparator: \.isNewline).last.map(String.init)
        throw ApusError(
            .unavailable, "the server in namespace '\(namespace)' does not start",
            reason: said ?? "it ends with exit code \(end.exitCode)",
            hint: "kubectl -n \(namespace) logs deployment/\(ServerObject.name)")
    }

    private static func hint(_ namespace: String) -> String {
        "kubectl -n \(namespace) describe pods -l \(ServerObject.labelSelector)"
    }

    private static var pause: Duration { .seconds(1) }
}
