import ApusModel
import FoundationEssentials
import KubernetesManifests
import Testing

@Suite("The Jobs of a run")
struct JobManifestTests {
    private let run = Run(
        id: Identifier(rawValue: "0193a1b2-0000-7000-8000-1a2b3c4d5e6f"), name: "digits-20261123-120000-3c4d5e6f",
        pipeline: "digits", stack: "k8s", createdAt: Date(timeIntervalSince1970: 0))
    private let server = ServerEnvironment(url: "http://10.244.0.1:8237", token: .secret("digits-token"))

    private func plan(_ settings: [String: JSONValue] = [:]) -> RunPlan {
        RunPlan(
            pipeline: "digits", stack: "k8s", orchestratorSettings: settings, orchestratorImage: "r/digits@sha256:1",
            steps: [
                PlannedStep(
                    name: "My_Train.Step", command: .shell("true"), image: "r/digits@sha256:1",
                    orchestratorSettings: settings)
            ])
    }

    private func manifests(_ settings: [String: JSONValue]) throws -> JobManifest {
        let plan = plan(settings)
        return JobManifest(run: run, plan: plan, options: try PlanOptions(plan), server: server)
    }

    private func stepJob(_ settings: [String: JSONValue] = [:]) throws -> JSONValue {
        try manifests(settings).step(
            Attempt.Key(run: run.id, step: "My_Train.Step", number: 2), owner: JobOwner(name: "o", uid: "u"))
    }

    private func pod(_ job: JSONValue) throws -> JSONValue { try #require(job["spec"]?["template"]) }

    @Test("are named by run and attempt, as DNS labels")
    func names() throws {
        #expect(try stepJob()["metadata"]?["name"] == "digits-1a2b3c4d5e6f-my-train-step-0-2")
        let orchestrator = try manifests([:]).orchestrator(serviceAccount: "sa")
        #expect(orchestrator["metadata"]?["name"] == "digits-1a2b3c4d5e6f-orchestrator")
    }

    @Test("carry the labels by which people and the driver find them")
    func labels() throws {
        let labels = try pod(stepJob())["metadata"]?["labels"]
        #expect(labels?["run"] == "digits-20261123-120000-3c4d5e6f")
        #expect(labels?["pipeline"] == "digits")
        #expect(labels?["step"] == "My_Train.Step")
        #expect(try stepJob()["metadata"]?["labels"] == labels)
        let texts = try #require(labels?.objectValue).compactMapValues(\.stringValue)
        #expect(ObjectLabel.attemptKey(in: texts) == Attempt.Key(run: run.id, step: "My_Train.Step", number: 2))
    }

    @Test(
        "give a step's command most of the time that its pod has to end",
        arguments: [(30, "25"), (300, "295"), (4, "2"), (1, "1")])
    func grace(seconds: Int64, says: String) throws {
        let spec = try pod(stepJob(["pod_stop_grace_period": .integer(seconds)]))["spec"]
        #expect(spec?["terminationGracePeriodSeconds"] == .integer(seconds))
        let words = spec?["containers"]?.arrayValue?.first?["command"]?.arrayValue?.suffix(2)
        #expect(words.map(Array.init) == ["--grace", .string(says)])
    }

    @Test("give step pods no token of the cluster and no way to more rights")
    func restricts() throws {
        let spec = try pod(stepJob())["spec"]
        #expect(spec?["automountServiceAccountToken"] == false)
        let container = spec?["containers"]?.arrayValue?.first
        #expect(container?["securityContext"]?["allowPrivilegeEscalation"] == false)
        #expect(try stepJob()["spec"]?["backoffLimit"] == 0)
        #expect(try stepJob()["metadata"]?["ownerReferences"]?.arrayValue?.first?["uid"] == "u")
    }

    @Test("name the Secret of the run's token instead of holding it")
    func tokens() throws {
        let variables = try pod(stepJob())["spec"]?["containers"]?.arrayValue?.first?["env"]?.arrayValue ?? []
        let token = variables.first { $0["name"] == "APUS_RUN_TOKEN" }
        let secret = TokenSecret.manifest(SecretString("t0ken"), of: run, named: "digits-token", namespace: "zenml")
        #expect(token?["value"] == nil)
        #expect(token?["valueFrom"]?["secretKeyRef"]?["name"] == secret["metadata"]?["name"])
        #expect(secret["stringData"] == ["token": "t0ken"])
    }

    @Test("tell the orchestrator pod which Job it is of")
    func ownJob() throws {
        let job = try manifests([:]).orchestrator(serviceAccount: "sa")
        let variables = try pod(job)["spec"]?["containers"]?.arrayValue?.first?["env"]?.arrayValue ?? []
        let uid = variables.first { $0["name"] == "APUS_JOB_UID" }
        #expect(uid?["valueFrom"]?["fieldRef"]?["fieldPath"] == "metadata.labels['controller-uid']")
        #expect(variables.first { $0["name"] == "APUS_JOB_NAME" }?["value"] == job["metadata"]?["name"])
    }

    @Test("apply pod settings in either spelling, and cannot lose their own labels to them")
    func appliesSettings() throws {
        let settings: [String: JSONValue] = [
            "pod_settings": [
                "node_selectors": ["pool": "gpu"], "labels": ["team": "a", "pipeline": "other"],
                "volumeMounts": [["name": "v", "mountPath": "/v"]],
                "volumes": [["name": "v", "emptyDir": [:]]], "image_pull_secrets": ["regcred"],
                "resources": ["limits": ["memory": "1Gi"]], "additional_pod_spec_args": ["priority_class_name": "high"],
            ]
        ]
        let job = try pod(stepJob(settings))
        let spec = job["spec"]
        #expect(spec?["nodeSelector"]?["pool"] == "gpu")
        #expect(job["metadata"]?["labels"]?["team"] == "a")
        #expect(job["metadata"]?["labels"]?["pipeline"] == "digits")
        #expect(spec?["imagePullSecrets"] == [["name": "regcred"]])
        #expect(spec?["priorityClassName"] == "high")
        #expect(spec?["containers"]?.arrayValue?.first?["volumeMounts"] == [["name": "v", "mountPath": "/v"]])
    }

    @Test("refuse unknown pod settings with the closest spelling")
    func refusesUnknown() throws {
        let error = #expect(throws: ApusError.self) { try stepJob(["pod_settings": ["node_selector": [:]]]) }
        #expect(error?.code == .invalidConfiguration)
        #expect(error?.hint == "did you mean 'node_selectors'?")
    }
}
