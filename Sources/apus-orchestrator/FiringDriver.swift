import ApusClient
import ApusHTTP
import ApusModel
import FoundationEssentials
import KubernetesClient
import KubernetesDriver
import KubernetesManifests
import Logging

/// Drives one firing of a schedule: has the server make its run, or find the one that a pod before this one had, and
/// drives that.
struct FiringDriver {
    let environment: PodEnvironment
    let logger: Logger

    /// The run once it is over.
    func drive(_ schedule: Identifier<Schedule>) async throws -> Run {
        let client = KubernetesClient(
            try ClusterAccess.inCluster(), logger: logger,
            http: { [loop = environment.loop] in CurlHTTPClient(configuration: $0, on: loop) })
        let job: Job = try await client.get(.jobs, environment.job, in: environment.namespace)
        let (run, token) = try await start(Firing(job), of: schedule, client)
        guard let token else { return run }
        let driver = try PodDriver(environment: environment, token: .text(token), logger: logger)
        try await driver.endingWhatCannotBeDriven(run.id) {
            try await place(token, of: run, try await driver.store.plan(of: run.id), job, client)
        }
        await label(run, client)
        return try await driver.drive(run.id)
    }

    /// When the server will never make a run, another try of this Job would change nothing.
    private func start(
        _ firing: Firing, of schedule: Identifier<Schedule>, _ client: KubernetesClient
    ) async throws -> (run: Run, token: SecretString?) {
        do {
            let store = try environment.store(environment.scheduleToken(), logger)
            return try await store.start(firing, of: schedule, by: environment.job, at: Date())
        } catch let error as ApusError where ![.unavailable, .timedOut].contains(error.code) {
            try await client.patch(
                .jobs, environment.job, in: environment.namespace, with: .merge(["spec": ["backoffLimit": 0]]))
            throw error
        }
    }

    /// Step pods have the run's token from a Secret, which goes with this pod's Job. A pod before this one may have made
    /// it, with an older token.
    private func place(
        _ token: SecretString, of run: Run, _ plan: RunPlan, _ job: Job, _ client: KubernetesClient
    ) async throws {
        let options = try PlanOptions(plan).run
        let name = ObjectNames(run: run, plan: plan).tokenSecret
        guard case .secret = ServerEnvironment.Token(options, token: token, secret: name) else { return }
        var manifest = TokenSecret.manifest(token, of: run, named: name, namespace: environment.namespace)
        if !options.skipOwnerReferences {
            manifest = manifest.merging(JobOwner(name: job.metadata.name, uid: job.metadata.uid).ownership)
        }
        let _: UntypedObject = try await client.patch(
            .secrets, name, in: environment.namespace, with: .apply(manifest))
    }

    /// So that people find the run's driver by the run's name. Nothing depends on it.
    private func label(_ run: Run, _ client: KubernetesClient) async {
        let patch = ObjectPatch.merge(["metadata": ["labels": ObjectLabel.names(of: run)]])
        do {
            try await client.patch(.jobs, environment.job, in: environment.namespace, with: patch)
            try await client.patch(.pods, environment.pod, in: environment.namespace, with: patch)
        } catch {
            logger.warning("the driver cannot be labelled", metadata: ["error": "\(error)"])
        }
    }
}
