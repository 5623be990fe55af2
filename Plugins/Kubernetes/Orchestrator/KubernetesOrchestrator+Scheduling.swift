import ApusCore
import ApusModel
import KubernetesClient
import KubernetesManifests

extension KubernetesOrchestrator {
    var canSchedule: Bool { true }

    func put(_ schedule: SubmittedSchedule) async throws -> Submission {
        guard let server = schedule.environment.server else {
            throw ApusError(
                .rejected, "schedule '\(schedule.schedule.name)' has no server to make its runs",
                hint: "apus server start, then apus login URL")
        }
        let record = schedule.schedule
        let credentials = try await schedule.environment.containerRegistry?.pullCredentials() ?? [:]
        let manifests = try CronJobManifest(
            schedule: record, plan: schedule.plan, server: server.url, pullCredentials: credentials)
        let client = try await cluster.client()
        try await checkVersion(for: try PlanOptions(schedule.plan).run, client)
        let kind = try await cronJobKind(client)
        let hasTimeZone = try await client.serverVersion() >= Self.firstWithTimeZone
        let manifest = try manifests.manifest(apiVersion: kind.apiVersion, hasTimeZone: hasTimeZone)
        try await makeAccounts(manifests.base, client)
        await makeExtras(manifests.base, client)
        let token = try await server.scheduleToken(record.id)
        let secrets =
            [ScheduleTokenSecret.manifest(token, of: record, namespace: namespace)] + manifests.pullSecrets
        let name = ScheduleNames.cronJob(of: record)
        do {
            for secret in secrets {
                let _: UntypedObject = try await client.patch(
                    .secrets, Self.name(of: secret), in: namespace, with: .apply(secret))
            }
            let cronJob = try await client.patch(kind, name, in: namespace, with: .apply(manifest))
            let ownership = ScheduleTokenSecret.ownership(
                apiVersion: kind.apiVersion, name: name, uid: cronJob.metadata.uid)
            for secret in secrets where !configuration.skipOwnerReferences {
                let _: UntypedObject = try await client.patch(
                    .secrets, Self.name(of: secret), in: namespace, with: .merge(ownership))
            }
        } catch {
            for secret in secrets where record.handle == nil {
                try await client.delete(.secrets, Self.name(of: secret), in: namespace)
            }
            throw error
        }
        let clock = hasTimeZone ? nil : "The cluster has no time zones: its controller's clock counts, usually UTC."
        return Submission(handle: name, notice: clock)
    }

    func setSuspended(_ isSuspended: Bool, of schedule: Schedule) async throws {
        let client = try await cluster.client()
        let kind = try await cronJobKind(client)
        let name = ScheduleNames.cronJob(of: schedule)
        do {
            try await client.patch(
                kind, name, in: namespace, with: .merge(["spec": ["suspend": .boolean(isSuspended)]]))
        } catch let error as ApusError where error.code == .notFound {
            throw ApusError(
                .notFound, "namespace '\(namespace)' has no CronJob '\(name)' any more",
                reason: "somebody deleted it", hint: "apus pipeline schedule repair", cause: error)
        }
    }

    func deleteSchedule(_ id: Identifier<Schedule>) async throws -> Bool {
        let client = try await cluster.client()
        let kind = try await cronJobKind(client)
        let found = try await client.list(kind, in: namespace, matching: .labels(ObjectLabel.selector(schedule: id)))
        for cronJob in found.items {
            try await client.delete(kind, cronJob.metadata.name, in: namespace, uid: cronJob.metadata.uid)
        }
        if configuration.skipOwnerReferences {
            try await client.deleteAll(.secrets, in: namespace, matching: .labels(ObjectLabel.selector(schedule: id)))
        }
        return !found.items.isEmpty
    }

    func placedSchedules() async throws -> [PlacedSchedule] {
        let client = try await cluster.client()
        let cronJobs = try await client.list(
            cronJobKind(client), in: namespace, matching: .labels(ObjectLabel.scheduleSelector))
        return cronJobs.items.compactMap(Self.placed)
    }

    private static func name(of manifest: JSONValue) -> String { manifest["metadata"]?["name"]?.stringValue ?? "" }

    private static func placed(_ cronJob: UntypedObject) -> PlacedSchedule? {
        let (metadata, spec) = (cronJob.metadata, cronJob["spec"])
        guard let id = metadata.labels[ObjectLabel.scheduleID], metadata.deletedAt == nil else { return nil }
        let zone = spec?["timeZone"]?.stringValue
        return PlacedSchedule(
            handle: metadata.name, schedule: Identifier(rawValue: id),
            name: metadata.labels[ObjectLabel.schedule] ?? metadata.name,
            server: metadata.annotations[ObjectLabel.server], cron: spec?["schedule"]?.stringValue ?? "",
            timeZone: zone == "Etc/UTC" ? Schedule.utc : zone, isSuspended: spec?["suspend"] == .boolean(true))
    }

    /// The version of CronJobs that the server has: `batch/v1` from 1.21 on, `batch/v1beta1` up to 1.24
    /// (https://kubernetes.io/docs/reference/using-api/deprecation-guide/#cronjob-v125).
    private func cronJobKind(_ client: KubernetesClient) async throws -> ResourceKind<UntypedObject> {
        if try await client.serves(.cronJobs) { return .cronJobs }
        if try await client.serves(.betaCronJobs) { return .betaCronJobs }
        throw ApusError(
            .unsupported, "cluster '\(client.access.name)' has no CronJobs",
            reason: "it serves them neither in batch/v1 nor in batch/v1beta1",
            hint: "kubectl api-resources --api-group batch")
    }

    /// The field is beta, and on, from here; it is stable from 1.27 on (KEP-3140).
    private static var firstWithTimeZone: ServerVersion { ServerVersion(major: 1, minor: 25, description: "v1.25") }
}
