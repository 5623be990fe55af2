import ApusCore
import ApusModel
import KubernetesClient
import KubernetesManifests

extension KubernetesOrchestrator {
    func preview(_ run: SubmittedRun, asksInfrastructure: Bool) async throws -> [PreviewedObject] {
        let masked = SecretString(SecretString.mask)
        let credentials = try await pullCredentials(of: run)
            .mapValues { RegistryCredential(username: $0.username, password: masked) }
        let manifests = try RunManifests(
            run: run.run, plan: run.plan, url: try server(of: run).url, token: masked, pullCredentials: credentials)
        let objects = try manifests.all(owner: JobOwner(name: manifests.jobs.names.orchestratorJob, uid: Self.noUID))
        guard asksInfrastructure else { return objects.map { PreviewedObject(manifest: Self.masked($0)) } }
        let client = try await cluster.client()
        try await checkVersion(for: try PlanOptions(run.plan).run, client)
        var previewed: [PreviewedObject] = []
        for object in objects {
            previewed.append(
                PreviewedObject(manifest: Self.masked(object), answer: try await answer(to: object, client)))
        }
        return previewed
    }

    /// The credentials that a pod may need for its image.
    func pullCredentials(of run: SubmittedRun) async throws -> [String: RegistryCredential] {
        try await run.environment.containerRegistry?.pullCredentials() ?? [:]
    }

    /// - Throws: ``ApusError`` with `.rejected` when the run's store cannot be reached from pods.
    func server(of run: SubmittedRun) throws(ApusError) -> RunEnvironment.Server {
        if let server = run.environment.server { return server }
        throw ApusError(
            .rejected, "run '\(run.run.name)' has no server to report to",
            hint: "apus server start, then apus login URL")
    }

    private func answer(
        to object: JSONValue, _ client: KubernetesClient
    ) async throws -> PreviewedObject.Answer {
        do {
            switch object["kind"] {
            case "ServiceAccount": try await client.tryCreating(object, as: .serviceAccounts, in: namespace)
            case "Role": try await client.tryCreating(object, as: .roles, in: namespace)
            case "RoleBinding": try await client.tryCreating(object, as: .roleBindings, in: namespace)
            case "Secret": try await client.tryCreating(object, as: .secrets, in: namespace)
            default: try await client.tryCreating(object, as: .jobs, in: namespace)
            }
            return .accepted
        } catch let error as ApusError where error.code == .alreadyExists {
            return .exists
        } catch let error as ApusError where [.rejected, .forbidden, .notFound].contains(error.code) {
            return .refused(error.reason ?? error.summary)
        }
    }

    /// A Secret with nothing of its values, whatever they were made of.
    private static func masked(_ object: JSONValue) -> JSONValue {
        guard object["kind"] == "Secret", let values = object["stringData"]?.objectValue else { return object }
        return object.merging(["stringData": .object(values.mapValues { _ in .string(SecretString.mask) })])
    }

    /// Stands for the identity that the orchestrator's Job gets when it is made.
    private static let noUID = "00000000-0000-0000-0000-000000000000"
}
