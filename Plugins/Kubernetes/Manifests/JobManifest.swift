import ApusCore
public import ApusModel

/// Builds the Jobs of a run (`batch/v1`). The same input gives the same manifest.
public struct JobManifest: Sendable {
    /// The Job that owns the step Jobs, so that they go with it.
    public struct Owner: Hashable, Sendable {
        let name: String
        let uid: String

        public init(name: String, uid: String) {
            self.name = name
            self.uid = uid
        }
    }

    private let run: Run
    private let plan: RunPlan
    private let server: ServerEnvironment

    public init(run: Run, plan: RunPlan, server: ServerEnvironment) {
        self.run = run
        self.plan = plan
        self.server = server
    }

    /// The Job of the run's driver. Its container is started again when it ends before the run does.
    /// - Parameter serviceAccount: the account that may make Jobs in the namespace.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`.
    public func orchestrator(serviceAccount: String) throws(ApusError) -> JSONValue {
        let options = try Self.options(plan.orchestratorSettings)
        let template = PodTemplate(
            labels: ObjectLabel.common(run, role: "orchestrator"), image: try image(plan.orchestratorImage, of: "the orchestrator pod"),
            command: RuntimeCommand.start("apus-orchestrator") + ["--run", run.id.rawValue],
            variables: server.variables + [
                ["name": "APUS_NAMESPACE", "value": .string(options.kubernetesNamespace)],
                ["name": "APUS_JOB_NAME", "value": .string(ObjectName.orchestratorJob(of: run))],
            ],
            serviceAccount: serviceAccount, mountsToken: true, restartPolicy: "OnFailure",
            requests: ["cpu": "50m", "memory": "64Mi"],
            settings: try PodSettings(options.orchestratorPodSettings, of: "orchestrator_pod_settings"))
        return job(
            named: ObjectName.orchestratorJob(of: run), template: try template.json(), options, backoffLimit: 20, owner: nil)
    }

    /// The Job of an attempt: one pod, never started again, because the driver decides about tries.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`; `.internalFailure` when the plan has no such step.
    public func step(_ attempt: Attempt.Key, owner: Owner?) throws(ApusError) -> JSONValue {
        guard let index = plan.steps.firstIndex(where: { $0.name == attempt.step }) else {
            throw ApusError(.internalFailure, "the plan of run '\(run.name)' has no step '\(attempt.step)'")
        }
        let step = plan.steps[index]
        let options = try Self.options(step.orchestratorSettings)
        var labels = ObjectLabel.common(run, role: "step")
        labels[ObjectLabel.step] = .string(attempt.step)
        labels[ObjectLabel.attempt] = .string(String(attempt.number))
        let arguments = [
            "run", "--run", run.id.rawValue, "--step", attempt.step, "--attempt", String(attempt.number), "--holder",
            "$(APUS_POD_NAME)",
        ]
        let template = PodTemplate(
            labels: labels, image: try image(step.image, of: "step '\(step.name)'"),
            command: RuntimeCommand.start("apus-step") + arguments, variables: server.variables,
            serviceAccount: options.stepPodServiceAccountName, mountsToken: options.stepPodServiceAccountName != nil,
            restartPolicy: "Never", isPrivileged: options.privileged,
            settings: try PodSettings(options.podSettings, of: "pod_settings"))
        return job(
            named: ObjectName.stepJob(of: attempt, pipeline: run.pipeline, index: index), template: try template.json(), options,
            backoffLimit: 0, owner: owner)
    }

    /// The options that a plan resolved for the run or a step.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`.
    public static func options(
        _ settings: [String: JSONValue]
    ) throws(ApusError) -> KubernetesOrchestratorConfiguration {
        try KubernetesOrchestratorConfiguration(settings, of: "orchestrator flavor 'kubernetes'")
    }

    private func job(
        named name: String, template: JSONValue, _ options: KubernetesOrchestratorConfiguration, backoffLimit: Int64, owner: Owner?
    ) -> JSONValue {
        var metadata: [String: JSONValue] = [
            "name": .string(name), "namespace": .string(options.kubernetesNamespace),
        ]
        metadata["labels"] = template["metadata"]?["labels"]
        if let owner {
            metadata["ownerReferences"] = [
                [
                    "apiVersion": "batch/v1", "kind": "Job", "name": .string(owner.name), "uid": .string(owner.uid),
                    "controller": false, "blockOwnerDeletion": false,
                ]
            ]
        }
        var spec: [String: JSONValue] = ["backoffLimit": .integer(backoffLimit), "template": template]
        if let seconds = options.ttlSecondsAfterFinished { spec["ttlSecondsAfterFinished"] = .integer(Int64(seconds)) }
        if let seconds = options.activeDeadlineSeconds { spec["activeDeadlineSeconds"] = .integer(Int64(seconds)) }
        return ["apiVersion": "batch/v1", "kind": "Job", "metadata": .object(metadata), "spec": .object(spec)]
    }

    private func image(_ image: String?, of subject: String) throws(ApusError) -> String {
        if let image { return image }
        throw ApusError(
            .invalidConfiguration, "\(subject) has no image", reason: "a pod needs one", hint: "add 'image: NAME' to the pipeline")
    }
}
