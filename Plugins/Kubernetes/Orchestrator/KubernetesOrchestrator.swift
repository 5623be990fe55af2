import ApusCore
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesManifests

/// Runs pipelines on a cluster. A run's state is in the server and in the cluster; this value keeps none.
struct KubernetesOrchestrator: Orchestrator {
    let configuration: KubernetesOrchestratorConfiguration
    let context: ComponentContext
    let cluster: ClusterReach

    init(
        configuration: KubernetesOrchestratorConfiguration, context: ComponentContext, reached: KubernetesClient? = nil
    ) {
        self.configuration = configuration
        self.context = context
        cluster = ClusterReach(configuration, context, reached: reached)
    }

    var namespace: String { configuration.kubernetesNamespace }

    func verify() async throws {
        let client = try await cluster.client()
        try await checkNamespace(client)
        try await checkPermission(client)
    }

    func diagnose(_ plan: RunPlan, in environment: RunEnvironment) async -> [Diagnostic] {
        var found: [Diagnostic] = []
        found += reachDiagnostic(environment.server).map { [$0] } ?? []
        do {
            try await verify()
            let manifests = try RunManifests(
                run: Self.sample(of: plan), plan: plan, url: "", token: SecretString(""), pullCredentials: [:])
            _ = try manifests.all(owner: JobOwner(name: "", uid: ""))
            found += try await identityDiagnostic(environment.server).map { [$0] } ?? []
        } catch let error as ApusError {
            found.append(Diagnostic(error))
        } catch {
            found.append(Diagnostic(.error, "the cluster cannot be asked", reason: String(describing: error)))
        }
        return found
    }

    /// An address of this machine alone is each pod's own, unless pods share this machine's network.
    private func reachDiagnostic(_ server: RunEnvironment.Server?) -> Diagnostic? {
        guard let server, !configuration.skipLocalValidations, ServerAddress.isLoopback(server.url) else { return nil }
        return Diagnostic(
            configuration.local ? .warning : .error, "pods cannot reach the server at \(server.url)",
            reason: "that address is each pod's own", hint: "apus server start --host ADDRESS, then apus login URL")
    }

    /// Nobody would know pods that have nothing but their service account's token.
    private func identityDiagnostic(_ server: RunEnvironment.Server?) async throws -> Diagnostic? {
        guard let server, configuration.useServiceAccountIdentity, try await !server.verifiesPrograms() else {
            return nil
        }
        return Diagnostic(
            .error, "the server at \(server.url) does not know pods by their service accounts",
            reason: "the orchestrator's option 'use_service_account_identity' is set, and the server was not told to",
            hint: "start the server with: apus-server --trust-namespace \(namespace)")
    }

    /// A run that is not, to see whether the plan makes manifests.
    private static func sample(of plan: RunPlan) -> Run {
        Run(name: plan.pipeline, pipeline: plan.pipeline, stack: plan.stack, createdAt: Date(timeIntervalSince1970: 0))
    }

    func checkNamespace(_ client: KubernetesClient) async throws {
        do {
            let _: UntypedObject = try await client.get(.namespaces, namespace)
        } catch let error as ApusError where error.code == .notFound {
            throw ApusError(
                .notFound, "there is no namespace '\(namespace)' in cluster '\(client.access.name)'",
                reason: "orchestrator '\(context.component.name)' makes its pods there",
                hint: "kubectl create namespace \(namespace)",
                cause: error)
        } catch let error as ApusError where error.code == .forbidden {
            return  // whoever may only work inside the namespace cannot read it; what counts is checked next
        }
    }

    private func checkPermission(_ client: KubernetesClient) async throws {
        let review = try await client.selfSubjectAccessReview("create", .jobs, in: namespace)
        if review.isAllowed { return }
        throw ApusError(
            .forbidden, "these credentials may not create Jobs in namespace '\(namespace)'",
            reason: review.reason.isEmpty ? nil : review.reason, hint: "kubectl auth can-i create jobs -n \(namespace)")
    }
}
