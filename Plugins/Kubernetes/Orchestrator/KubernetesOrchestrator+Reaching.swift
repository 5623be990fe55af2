import ApusCore
import ApusModel
import KubernetesClient
import KubernetesDiagnosis
import KubernetesManifests

extension KubernetesOrchestrator {
    func examineReach(of url: String, image: String?, in registry: (any ContainerRegistry)?) async -> Finding {
        let check = "server reachable from a pod"
        guard let image else {
            return Finding(check, .skipped, "a pod takes an image, and the stack has no container registry")
        }
        do {
            let client = try await cluster.client()
            let name = "apus-probe-\(Identifier<Run>.make().short)"
            let credentials = try await registry?.pullCredentials() ?? [:]
            let finding = await Finding.trying(check) {
                if !credentials.isEmpty {
                    try await client.create(
                        ProbeManifest.pullSecret(credentials, named: name, namespace: namespace), as: .secrets,
                        in: namespace)
                }
                let pod = try ProbeManifest.pod(
                    named: name, image: image, url: url, pullSecret: credentials.isEmpty ? nil : name,
                    options: configuration)
                try await client.create(pod, as: .pods, in: namespace)
                try judge(await end(of: name, client), url)
            }
            try await client.delete(.pods, name, in: namespace, gracePeriod: 0)
            if !credentials.isEmpty { try await client.delete(.secrets, name, in: namespace) }
            return finding
        } catch {
            return Finding(check, failed: error)
        }
    }

    /// The pod once it has ended, or cannot start.
    private func end(of name: String, _ client: KubernetesClient) async throws -> Pod {
        let pods = Reflector(client, .pods, in: namespace, matching: ObjectSelector(fields: "metadata.name=\(name)"))
        for try await event in pods.events() {
            switch event {
            case .added(let pod), .modified(let pod):
                if pod.phase.isFinal { return pod }
                if let problem = pod.startingContainer?.state.problem, problem.reason.contains("Image") {
                    throw ApusError(
                        .unavailable, "the pod's image cannot be pulled", reason: problem.text,
                        hint: problem.hint ?? "check that nodes reach the registry, and that pods have its credentials")
                }
            case .deleted: throw ApusError(.unavailable, "the pod was deleted by somebody else")
            case .synced: continue
            }
        }
        throw CancellationError()
    }

    private func judge(_ pod: Pod, _ url: String) throws {
        if pod.phase == .succeeded { return }
        let said =
            pod.container(MainContainer.name)?.state.termination?.message ?? pod.reason
            ?? "the pod failed without a word"
        throw ApusError(
            .unavailable, "pods of namespace '\(namespace)' do not reach the server", reason: said.trimmed,
            hint: "apus server start --host ADDRESS, with an address that pods reach; then apus login URL")
    }
}
