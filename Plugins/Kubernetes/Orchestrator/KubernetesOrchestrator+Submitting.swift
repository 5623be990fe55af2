import ApusCore
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesManifests
import Logging

extension KubernetesOrchestrator {
    func submit(_ run: SubmittedRun) async throws -> Submission {
        let server = try server(of: run)
        let credentials = try await pullCredentials(of: run)
        let manifests = try RunManifests(
            run: run.run, plan: run.plan, url: server.url, token: try await server.runToken(run.run.id),
            pullCredentials: credentials)
        let client = try await cluster.client()
        try await checkVersion(for: try PlanOptions(run.plan).run, client)
        async let extras: Void = makeExtras(manifests, client)
        try await makeAccounts(manifests, client)
        for secret in manifests.secrets { try await ensure(secret, as: .secrets, client) }
        let job = try await createJob(manifests, of: run.run, client)
        if !configuration.skipOwnerReferences {
            let owner = JobOwner(name: job.metadata.name, uid: job.metadata.uid)
            for name in manifests.secrets.compactMap({ $0["metadata"]?["name"]?.stringValue }) {
                try await client.patch(
                    .secrets, name, in: namespace, with: .merge(owner.ownership))
            }
        }
        await extras
        return Submission(
            handle: job.metadata.name,
            notice: "Pods: kubectl -n \(namespace) get pods -l \(ObjectLabel.run)=\(run.run.name)")
    }

    func cancel(_ run: SubmittedRun) async throws {
        try await run.environment.store.requestCancellation(of: run.run.id, at: Date())
    }

    /// The orchestrator's Job: a new one, or the one that this run has already. Without one the run's Secrets go too.
    private func createJob(_ manifests: RunManifests, of run: Run, _ client: KubernetesClient) async throws -> Job {
        let name = manifests.jobs.names.orchestratorJob
        do {
            return try await client.create(manifests.orchestrator, returning: .jobs, in: namespace)
        } catch let error as ApusError where error.code == .alreadyExists {
            let job: Job = try await client.get(.jobs, name, in: namespace)
            if job.metadata.labels[ObjectLabel.runID] == run.id.rawValue { return job }
            throw ApusError(
                .rejected, "namespace '\(namespace)' has a Job '\(name)' that is not of this run",
                hint: "kubectl -n \(namespace) describe job \(name)", cause: error)
        } catch {
            for secret in manifests.secrets.compactMap({ $0["metadata"]?["name"]?.stringValue }) {
                try await client.delete(.secrets, secret, in: namespace)
            }
            throw error
        }
    }

    func makeAccounts(_ manifests: RunManifests, _ client: KubernetesClient) async throws {
        do {
            for manifest in manifests.accounts { try await ensure(manifest, as: Self.kind(of: manifest), client) }
        } catch let error as ApusError where error.code == .forbidden {
            throw ApusError(
                .forbidden,
                "the service account '\(DefaultServiceAccount.name)' cannot be made in namespace '\(namespace)'",
                reason: error.reason ?? error.summary,
                hint: "have an administrator make an account with the role 'edit', and set --service_account_name=NAME",
                cause: error)
        }
    }

    /// Gives the orchestrator pod's account what it can do without, where that is allowed.
    func makeExtras(_ manifests: RunManifests, _ client: KubernetesClient) async {
        do {
            for manifest in manifests.extras { try await ensure(manifest, as: Self.kind(of: manifest), client) }
        } catch {
            context.logger.debug("the orchestrator pod may make no Events", metadata: ["error": "\(error)"])
        }
    }

    private static func kind(of manifest: JSONValue) -> ResourceKind<UntypedObject> {
        switch manifest["kind"] {
        case "RoleBinding": .roleBindings
        case "Role": .roles
        default: .serviceAccounts
        }
    }

    private func ensure(
        _ manifest: JSONValue, as kind: ResourceKind<UntypedObject>, _ client: KubernetesClient
    ) async throws {
        do {
            try await client.create(manifest, as: kind, in: namespace)
        } catch let error as ApusError where error.code == .alreadyExists {
            return
        }
    }
}
