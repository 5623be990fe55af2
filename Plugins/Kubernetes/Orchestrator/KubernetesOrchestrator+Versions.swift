import ApusModel
import KubernetesClient
import KubernetesManifests

extension KubernetesOrchestrator {
    /// An API server drops the fields that it does not know without a word: what a run asked for by one of them would
    /// not happen.
    /// - Throws: ``ApusError`` with `.unsupported` for an option that this cluster's version lacks.
    func checkVersion(for options: KubernetesOrchestratorConfiguration, _ client: KubernetesClient) async throws {
        guard options.podFailurePolicy != nil else { return }
        let version = try await client.serverVersion()
        if version >= Self.firstWithPodFailurePolicy { return }
        throw ApusError(
            .unsupported, "the cluster has no policies for failed pods",
            reason: "it is \(version), and Jobs have them by default from \(Self.firstWithPodFailurePolicy) on",
            hint: "leave out pod_failure_policy; orchestrator_job_backoff_limit works on every version")
    }

    /// https://kubernetes.io/docs/concepts/workloads/controllers/job/#pod-failure-policy
    private static var firstWithPodFailurePolicy: ServerVersion {
        ServerVersion(major: 1, minor: 26, description: "v1.26")
    }
}
