public import ApusCore
public import ApusModel

/// Builds the CronJob of a schedule. Its Jobs are like the one that drives a run, but for what belongs to one run only:
/// each finds out by itself which run it drives. The same input gives the same manifest.
public struct CronJobManifest: Sendable {
    private let schedule: Schedule
    private let server: String
    /// What a run of the schedule takes, which its firings take too.
    public let base: RunManifests

    /// - Parameters:
    ///   - server: the URL at which pods reach the server.
    ///   - pullCredentials: by registry host.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`.
    public init(
        schedule: Schedule, plan: RunPlan, server: String, pullCredentials: [String: RegistryCredential] = [:]
    ) throws {
        self.schedule = schedule
        self.server = server
        let run = Run(
            id: Identifier(rawValue: schedule.id.rawValue), name: schedule.name, pipeline: schedule.pipeline,
            stack: schedule.stack, createdAt: schedule.createdAt)
        base = try RunManifests(
            run: run, plan: plan, url: server, token: SecretString(""), identity: .plain(SecretString("")),
            pullCredentials: pullCredentials)
    }

    /// The Secrets with the registry's credentials, which all firings pull with.
    public var pullSecrets: [JSONValue] {
        base.secrets.filter { $0["metadata"]?["name"]?.stringValue == base.jobs.names.pullSecret }.map { secret in
            guard var members = secret.objectValue, var metadata = members["metadata"]?.objectValue else {
                return secret
            }
            metadata["labels"] = .object(ObjectLabel.common(schedule))
            members["metadata"] = .object(metadata)
            return .object(members)
        }
    }

    /// The manifest (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/cron-job-v1/).
    /// - Parameters:
    ///   - apiVersion: `batch/v1`, or `batch/v1beta1` where that is all there is.
    ///   - hasTimeZone: whether the server knows the field `timeZone`.
    /// - Throws: ``ApusError`` with `.unsupported` for a time zone that the server cannot have.
    public func manifest(apiVersion: String, hasTimeZone: Bool) throws(ApusError) -> JSONValue {
        let job = base.orchestrator
        var spec: [String: JSONValue] = [
            "schedule": .string(schedule.cron.text), "suspend": .boolean(schedule.isSuspended),
            "concurrencyPolicy": .string(schedule.concurrencyPolicy.rawValue),
            "successfulJobsHistoryLimit": .integer(Int64(schedule.successfulJobsHistoryLimit)),
            "failedJobsHistoryLimit": .integer(Int64(schedule.failedJobsHistoryLimit)),
            "jobTemplate": ["metadata": ["labels": labels(of: job)], "spec": try template(job)],
        ]
        spec["timeZone"] = try timeZone(hasTimeZone)
        spec["startingDeadlineSeconds"] = schedule.startingDeadlineSeconds.map { .integer(Int64($0)) }
        return [
            "apiVersion": .string(apiVersion), "kind": "CronJob",
            "metadata": [
                "name": .string(ScheduleNames.cronJob(of: schedule)),
                "namespace": job["metadata"]?["namespace"] ?? .null, "labels": labels(of: job),
                "annotations": .object([ObjectLabel.server: .string(server)]),
            ], "spec": .object(spec),
        ]
    }

    /// Without the field, the clock of the cluster's controller counts, which is UTC unless somebody chose another
    /// (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones).
    private func timeZone(_ hasTimeZone: Bool) throws(ApusError) -> JSONValue? {
        let isUTC = schedule.timeZone == Schedule.utc
        if hasTimeZone { return .string(isUTC ? "Etc/UTC" : schedule.timeZone) }
        if isUTC { return nil }
        throw ApusError(
            .unsupported, "schedule '\(schedule.name)' cannot have the time zone '\(schedule.timeZone)' here",
            reason: "CronJobs have time zones from Kubernetes 1.25 on, and this cluster is older",
            hint: "write the times in UTC, and leave the time zone out")
    }

    /// What the Job's spec is without that run.
    private func template(_ job: JSONValue) throws(ApusError) -> JSONValue {
        guard var spec = job["spec"]?.objectValue, var pod = spec["template"]?["spec"]?.objectValue,
            var container = pod["containers"]?.arrayValue?.first?.objectValue
        else { throw ApusError(.internalFailure, "the orchestrator's Job has no container") }
        container["command"] = .array(
            (RuntimeCommand.start("apus-orchestrator") + ["--schedule", schedule.id.rawValue]).map(JSONValue.string))
        container["env"] = .array((container["env"]?.arrayValue ?? []).map(variable))
        pod["containers"] = [.object(container)]
        var metadata = spec["template"]?["metadata"]?.objectValue ?? [:]
        metadata["labels"] = labels(of: .object(["metadata": .object(metadata)]))
        spec["template"] = ["metadata": .object(metadata), "spec": .object(pod)]
        return .object(spec)
    }

    /// The schedule's token in the place of the run's, and the name that the Job's pods know it by
    /// (https://kubernetes.io/docs/reference/labels-annotations-taints/#job-name).
    private func variable(_ variable: JSONValue) -> JSONValue {
        switch variable["name"]?.stringValue {
        case "APUS_RUN_TOKEN":
            [
                "name": "APUS_SCHEDULE_TOKEN",
                "valueFrom": [
                    "secretKeyRef": [
                        "name": .string(ScheduleNames.tokenSecret(of: schedule)), "key": .string(TokenSecret.key),
                    ]
                ],
            ]
        case "APUS_JOB_NAME":
            [
                "name": "APUS_JOB_NAME",
                "valueFrom": ["fieldRef": ["fieldPath": "metadata.labels['job-name']"]],
            ]
        default: variable
        }
    }

    private func labels(of object: JSONValue) -> JSONValue {
        var labels = object["metadata"]?["labels"]?.objectValue ?? [:]
        labels[ObjectLabel.run] = nil
        labels[ObjectLabel.runID] = nil
        return .object(labels.merging(ObjectLabel.common(schedule)) { _, own in own })
    }
}
