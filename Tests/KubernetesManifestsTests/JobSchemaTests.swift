import ApusCore
import ApusModel
import FoundationEssentials
import KubernetesManifests
import Testing

@Suite("The schemas of Kubernetes", .enabled(if: Schema.python != nil, "needs kubernetes-validate; run Scripts/setup"))
struct JobSchemaTests {
    @Test("accept the Jobs of a run, strictly", arguments: ["1.20", ""], [true, false])
    func acceptJobs(release: String, isStep: Bool) async throws {
        let run = Run(name: "r-1", pipeline: "p", stack: "s", createdAt: Date(timeIntervalSince1970: 0))
        let settings: [String: JSONValue] = [
            "ttl_seconds_after_finished": 60, "active_deadline_seconds": 600,
            "pod_settings": [
                "node_selectors": ["pool": "gpu"],
                "tolerations": [["key": "gpu", "operator": "Exists", "effect": "NoSchedule"]],
                "affinity": [
                    "nodeAffinity": [
                        "requiredDuringSchedulingIgnoredDuringExecution": [
                            "nodeSelectorTerms": [
                                ["matchExpressions": [["key": "gpu-type", "operator": "In", "values": ["a"]]]]
                            ]
                        ]
                    ]
                ],
                "resources": ["requests": ["cpu": "2"], "limits": ["memory": "8Gi"]], "host_ipc": true,
                "volumes": [["name": "v", "configMap": ["name": "c"]]],
                "volume_mounts": [["name": "v", "mountPath": "/v"]],
                "env": [["name": "A", "value": "1"]], "env_from": [["secretRef": ["name": "s"]]],
                "image_pull_secrets": ["regcred"], "annotations": ["a": "b"], "labels": ["app": "x"],
                "scheduler_name": "other", "additional_pod_spec_args": ["active_deadline_seconds": 30],
            ],
        ]
        let plan = RunPlan(
            pipeline: "p", stack: "s", orchestratorSettings: settings, orchestratorImage: "i@sha256:1",
            steps: [
                PlannedStep(name: "a", command: .shell("true"), image: "i@sha256:1", orchestratorSettings: settings)
            ])
        let manifest = JobManifest(
            run: run, plan: plan, options: try PlanOptions(plan),
            server: ServerEnvironment(url: "http://x", token: .secret("t")))
        let job =
            isStep
            ? try manifest.step(Attempt.Key(run: run.id, step: "a", number: 1), owner: JobOwner(name: "o", uid: "u"))
            : try manifest.orchestrator(serviceAccount: "sa")
        let complaints = try await Schema.complaints(about: [job], release: release)
        #expect(complaints == "")
    }

    @Test("accept what a run makes beside its Jobs, strictly", arguments: ["1.20", ""])
    func acceptOthers(release: String) async throws {
        let run = Run(name: "r-1", pipeline: "p", stack: "s", createdAt: Date(timeIntervalSince1970: 0))
        let manifests = [
            DefaultServiceAccount.account(in: "zenml"), DefaultServiceAccount.binding(in: "zenml"),
            DefaultServiceAccount.eventRole(in: "zenml"), DefaultServiceAccount.eventBinding(in: "zenml"),
            EventManifest(run: run, namespace: "zenml", owner: JobOwner(name: "o", uid: "u")).event(
                "StepFailed", "step 'a' failed", isWarning: true,
                about: Attempt.Key(run: run.id, step: "a", number: 1), until: Date(timeIntervalSince1970: 1)),
            try ProbeManifest.pod(
                named: "x", image: "i", url: "http://x", pullSecret: "x",
                options: try KubernetesOrchestratorConfiguration([:], of: "a test")),
            TokenSecret.manifest(SecretString("t0ken"), of: run, named: "t", namespace: "zenml"),
            try PullSecret.manifest(
                ["r:5000": RegistryCredential(username: "u", password: SecretString("p"))], of: run, named: "p",
                namespace: "zenml"),
        ]
        let complaints = try await Schema.complaints(about: manifests, release: release)
        #expect(complaints == "")
    }
}
