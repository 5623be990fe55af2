import ApusCore
public import ApusModel

/// Builds the Jobs of a run (`batch/v1`). The same input gives the same manifest.
public struct JobManifest: Sendable {
    private let run: Run
    private let plan: RunPlan
    private let server: ServerEnvironment
    private let pullSecret: String?
    private let positions: [String: Int]
    private let options: PlanOptions
    /// The names of what the run makes.
    public let names: ObjectNames

    /// - Parameters:
    ///   - options: the plan's.
    ///   - pullSecret: the name of the Secret that pods pull their images with besides those of their settings.
    public init(
        run: Run, plan: RunPlan, options: PlanOptions, server: ServerEnvironment, pullSecret: String? = nil
    ) {
        self.run = run
        self.plan = plan
        self.server = server
        self.pullSecret = pullSecret
        self.options = options
        positions = Dictionary(plan.steps.enumerated().map { ($1.name, $0) }) { first, _ in first }
        names = ObjectNames(run: run, plan: plan)
    }

    /// The Job of the run's driver. Its container is started again when it ends before the run does; where a policy for
    /// failed pods is set its pod is, because only pods that are never restarted may have one.
    /// - Parameter serviceAccount: the account that may make Jobs in the namespace.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`.
    public func orchestrator(serviceAccount: String) throws(ApusError) -> JSONValue {
        let options = options.run
        var variables: [JSONValue] = [
            ["name": "APUS_NAMESPACE", "value": .string(options.kubernetesNamespace)],
            ["name": "APUS_JOB_NAME", "value": .string(names.orchestratorJob)],
            // https://kubernetes.io/docs/reference/labels-annotations-taints/#controller-uid
            ["name": "APUS_JOB_UID", "valueFrom": ["fieldRef": ["fieldPath": "metadata.labels['controller-uid']"]]],
        ]
        if let pullSecret { variables.append(["name": "APUS_PULL_SECRET", "value": .string(pullSecret)]) }
        let template = PodTemplate(
            labels: ObjectLabel.common(run, role: "orchestrator"),
            image: try image(plan.orchestratorImage, of: "the orchestrator pod"),
            command: RuntimeCommand.start("apus-orchestrator") + ["--run", run.id.rawValue],
            variables: server.variables + variables, volumes: server.volumes, mounts: server.mounts,
            serviceAccount: serviceAccount,
            restartPolicy: options.podFailurePolicy == nil ? "OnFailure" : "Never",
            stopGracePeriod: options.podStopGracePeriod, activeDeadline: Self.podDeadline(options),
            pullSecret: pullSecret,
            resources: PodResources(requests: ["cpu": "50m", "memory": "64Mi"]),
            security: PodSecurity(user: Self.orchestratorUser), settings: options.orchestratorPodSettings ?? .none)
        var spec: [String: JSONValue] = ["backoffLimit": .integer(Int64(options.orchestratorJobBackoffLimit))]
        spec["podFailurePolicy"] = options.podFailurePolicy?.json
        return job(named: names.orchestratorJob, template.json(), spec, options, owner: nil)
    }

    /// The Job of an attempt: one pod, never started again, because the driver decides about tries.
    /// - Parameter owner: left out where the options forbid ownerReferences.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`; `.internalFailure` when the plan has no such step.
    public func step(_ attempt: Attempt.Key, owner: JobOwner?) throws(ApusError) -> JSONValue {
        guard let position = positions[attempt.step], let options = options.steps[attempt.step] else {
            throw ApusError(.internalFailure, "the plan of run '\(run.name)' has no step '\(attempt.step)'")
        }
        let step = plan.steps[position]
        let arguments = [
            "run", "--run", run.id.rawValue, "--step", attempt.step, "--attempt", String(attempt.number), "--holder",
            "$(APUS_POD_NAME)", "--grace", String(Self.commandGrace(options.podStopGracePeriod)),
        ]
        let template = PodTemplate(
            labels: ObjectLabel.common(run, attempt: attempt), image: try image(step.image, of: "step '\(step.name)'"),
            command: RuntimeCommand.start("apus-step") + arguments, variables: server.variables,
            volumes: server.volumes, mounts: server.mounts, serviceAccount: options.stepPodServiceAccountName,
            restartPolicy: "Never",
            stopGracePeriod: options.podStopGracePeriod, activeDeadline: Self.podDeadline(options),
            pullSecret: pullSecret,
            resources: PodResources(step.resources), security: PodSecurity(isPrivileged: options.privileged),
            settings: options.podSettings ?? .none)
        return job(
            named: names.stepJob(of: attempt), template.json(), ["backoffLimit": 0], options,
            owner: options.skipOwnerReferences ? nil : owner)
    }

    private func job(
        named name: String, _ template: JSONValue, _ own: [String: JSONValue],
        _ options: KubernetesOrchestratorConfiguration, owner: JobOwner?
    ) -> JSONValue {
        var metadata: [String: JSONValue] = [
            "name": .string(name), "namespace": .string(options.kubernetesNamespace),
        ]
        metadata["labels"] = template["metadata"]?["labels"]
        if let owner { metadata["ownerReferences"] = [owner.reference] }
        var spec = own
        spec["template"] = template
        if let seconds = options.ttlSecondsAfterFinished { spec["ttlSecondsAfterFinished"] = .integer(Int64(seconds)) }
        if let seconds = options.activeDeadlineSeconds { spec["activeDeadlineSeconds"] = .integer(Int64(seconds)) }
        return ["apiVersion": "batch/v1", "kind": "Job", "metadata": .object(metadata), "spec": .object(spec)]
    }

    /// A pod's own deadline, which its node keeps, some seconds after its Job's: the Job controller may forget that one
    /// when it has to begin a Job twice (https://github.com/kubernetes/kubernetes/issues/107226) or is started again
    /// (https://github.com/kubernetes/kubernetes/issues/62134). A pod's has 31 bits, and a Job's has 63.
    private static func podDeadline(_ options: KubernetesOrchestratorConfiguration) -> Int? {
        options.activeDeadlineSeconds.map { min($0, Int(Int32.max) - 5) + 5 }
    }

    /// Seconds that a step's command has to end: some less than its pod, so that there is time to report.
    private static func commandGrace(_ podGrace: Int) -> Int { max(podGrace - 5, (podGrace + 1) / 2) }

    private func image(_ image: String?, of subject: String) throws(ApusError) -> String {
        if let image { return image }
        throw ApusError(
            .invalidConfiguration, "\(subject) has no image", reason: "a pod needs one",
            hint: "add 'image: NAME' to the pipeline")
    }

    /// The driver needs no rights on its node, so it has those of nobody
    /// (https://github.com/GoogleContainerTools/distroless uses the same number).
    private static let orchestratorUser: Int64 = 65532
}
