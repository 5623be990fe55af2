import ApusCore
import ApusModel
import FoundationEssentials
import KubernetesManifests
import Testing

@Suite("The options of the orchestrator, in manifests,")
struct OptionManifestTests {
    private let run = Run(
        id: Identifier(rawValue: "0193a1b2-0000-7000-8000-1a2b3c4d5e6f"), name: "digits-1", pipeline: "digits",
        stack: "k8s", createdAt: Date(timeIntervalSince1970: 0))

    private func manifests(
        _ options: [String: JSONValue], resources: StepResources? = nil,
        credentials: [String: RegistryCredential] = [:]
    ) throws -> RunManifests {
        let plan = RunPlan(
            pipeline: "digits", stack: "k8s", orchestratorSettings: options, orchestratorImage: "r/o@sha256:1",
            steps: [
                PlannedStep(
                    name: "train", command: .shell("true"), image: "r/s@sha256:2", resources: resources,
                    orchestratorSettings: options)
            ])
        return try RunManifests(
            run: run, plan: plan, url: "http://server", token: SecretString("t0ken"), pullCredentials: credentials)
    }

    private func step(_ options: [String: JSONValue] = [:], resources: StepResources? = nil) throws -> JSONValue {
        try manifests(options, resources: resources).jobs.step(
            Attempt.Key(run: run.id, step: "train", number: 1), owner: JobOwner(name: "o", uid: "u"))
    }

    private func pod(_ job: JSONValue) -> JSONValue? { job["spec"]?["template"]?["spec"] }
    private func container(_ job: JSONValue) -> JSONValue? { pod(job)?["containers"]?.arrayValue?.first }

    @Test("name the service accounts, and give step pods a token only with one of their own")
    func accounts() throws {
        #expect(try manifests([:]).accounts.count == 2)
        #expect(try pod(manifests([:]).orchestrator)?["serviceAccountName"] == "zenml-service-account")
        let own = try manifests(["service_account_name": "driver"])
        #expect(own.accounts == [])
        #expect(pod(own.orchestrator)?["serviceAccountName"] == "driver")
        #expect(pod(own.orchestrator)?["automountServiceAccountToken"] == true)
        #expect(try pod(step(["service_account_name": "driver"]))?["serviceAccountName"] == nil)
        #expect(try pod(step())?["automountServiceAccountToken"] == false)
        let asked = try step(["step_pod_service_account_name": "worker"])
        #expect(pod(asked)?["serviceAccountName"] == "worker")
        #expect(pod(asked)?["automountServiceAccountToken"] == true)
        let additional: JSONValue = ["additional_pod_spec_args": ["service_account_name": "worker"]]
        #expect(try pod(step(["pod_settings": additional]))?["automountServiceAccountToken"] == true)
    }

    @Test("make step containers privileged, and never the orchestrator's")
    func privileged() throws {
        #expect(try container(step(["privileged": true]))?["securityContext"] == ["privileged": true])
        let orchestrator = try container(manifests(["privileged": true]).orchestrator)
        #expect(orchestrator?["securityContext"]?["privileged"] == nil)
    }

    @Test("begin names with a prefix, of any length, with the older name of the option too", arguments: ["job", "pod"])
    func prefixes(kind: String) throws {
        let made = try manifests(["\(kind)_name_prefix": "My_Team--and a lot more than fits"])
        #expect(made.orchestrator["metadata"]?["name"] == "my-team--and-digits-1a2b3c4d5e6f-orchestrator")
        let options: [String: JSONValue] = ["\(kind)_name_prefix": "My_Team"]
        #expect(try step(options)["metadata"]?["name"] == "my-team-digits-1a2b3c4d5e6f-train-0-1")
        #expect(made.secrets.first?["metadata"]?["name"] == "my-team--and-digits-1a2b3c4d5e6f-token")
    }

    @Test("keep names within 63 characters, which the pods' labels repeat")
    func shortNames() throws {
        let long = String(repeating: "long", count: 20)
        let steps = (0..<10_000).map { PlannedStep(name: "\(long)\($0)", command: .shell("true")) }
        let long_run = Run(
            id: run.id, name: "r", pipeline: long, stack: "s", createdAt: Date(timeIntervalSince1970: 0))
        for options in [[:], ["job_name_prefix": JSONValue.string(long)]] {
            var planned = steps
            planned[9999].orchestratorSettings = options
            let plan = RunPlan(pipeline: long, stack: "s", orchestratorSettings: options, steps: planned)
            let names = ObjectNames(run: long_run, plan: plan)
            let step = Attempt.Key(run: run.id, step: planned[9999].name, number: 999)
            for name in [names.orchestratorJob, names.tokenSecret, names.pullSecret, names.stepJob(of: step)] {
                #expect(name.count <= 63, "\(name)")
            }
        }
    }

    @Test("end Jobs after their time, remove them, and give pods time to stop")
    func times() throws {
        let options: [String: JSONValue] = [
            "ttl_seconds_after_finished": 60, "active_deadline_seconds": 600, "pod_stop_grace_period": 5,
        ]
        for job in [try step(options), try manifests(options).orchestrator] {
            #expect(job["spec"]?["ttlSecondsAfterFinished"] == 60)
            #expect(job["spec"]?["activeDeadlineSeconds"] == 600)
            #expect(pod(job)?["activeDeadlineSeconds"] == 605, "for Job controllers that forget theirs")
            #expect(pod(job)?["terminationGracePeriodSeconds"] == 5)
        }
        #expect(try step()["spec"]?["ttlSecondsAfterFinished"] == nil)
        #expect(try pod(step())?["activeDeadlineSeconds"] == nil)
        let endless = try step(["active_deadline_seconds": .integer(.max)])
        #expect(pod(endless)?["activeDeadlineSeconds"] == .integer(Int64(Int32.max)))
        #expect(try pod(step())?["terminationGracePeriodSeconds"] == 30)
    }

    @Test("say how often the orchestrator pod is started again, and what its failures mean")
    func orchestratorFailures() throws {
        let usual = try manifests([:]).orchestrator
        #expect(usual["spec"]?["backoffLimit"] == 20)
        #expect(pod(usual)?["restartPolicy"] == "OnFailure")
        let policy: JSONValue = ["rules": [["action": "FailJob", "on_exit_codes": ["operator": "In", "values": [1]]]]]
        let job = try manifests(["orchestrator_job_backoff_limit": 2, "pod_failure_policy": policy]).orchestrator
        #expect(job["spec"]?["backoffLimit"] == 2)
        #expect(
            job["spec"]?["podFailurePolicy"] == [
                "rules": [["action": "FailJob", "onExitCodes": ["operator": "In", "values": [1]]]]
            ])
        #expect(pod(job)?["restartPolicy"] == "Never")
        #expect(try step(["pod_failure_policy": policy])["spec"]?["podFailurePolicy"] == nil)
    }

    @Test("leave out owners where they are forbidden")
    func owners() throws {
        #expect(try step()["metadata"]?["ownerReferences"]?.arrayValue?.count == 1)
        #expect(try step(["skip_owner_references": true])["metadata"]?["ownerReferences"] == nil)
    }

    @Test("keep the run's token in a Secret, or in manifests when that is wanted")
    func tokens() throws {
        let usual = try manifests([:])
        #expect(usual.secrets.first?["stringData"] == ["token": "t0ken"])
        #expect(try !CanonicalJSON.text(usual.orchestrator).contains("t0ken"))
        #expect(try !CanonicalJSON.text(step()).contains("t0ken"))
        let plain = try manifests(["pass_zenml_token_as_secret": false])
        #expect(plain.secrets == [])
        let variables = container(plain.orchestrator)?["env"]?.arrayValue ?? []
        #expect(variables.contains(["name": "APUS_RUN_TOKEN", "value": "t0ken"]))
    }

    @Test("have no token of ours where pods prove themselves by their service accounts")
    func identities() throws {
        let options: [String: JSONValue] = [
            "use_service_account_identity": true,
            "pod_settings": ["volumes": [["name": "data"]], "volume_mounts": [["name": "data", "mountPath": "/d"]]],
        ]
        let made = try manifests(options)
        #expect(made.secrets == [])
        for job in [made.orchestrator, try step(options)] {
            #expect(try !CanonicalJSON.text(job).contains("t0ken"))
            let names = container(job)?["env"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? []
            #expect(names.contains("APUS_RUN_TOKEN_FILE") && !names.contains("APUS_RUN_TOKEN"), "\(names)")
            let volumes = pod(job)?["volumes"]?.arrayValue ?? []
            let token = volumes.last?["projected"]?["sources"]?.arrayValue?.first?["serviceAccountToken"]
            #expect(token?["audience"] == "apus.dev", "\(volumes)")
            let mounts = container(job)?["volumeMounts"]?.arrayValue ?? []
            #expect(mounts.last?["name"] == volumes.last?["name"], "\(mounts)")
        }
        #expect(try pod(step(options))?["volumes"]?.arrayValue?.first == ["name": "data"])
    }

    @Test("give pods the registry's credentials beside those of their settings")
    func pullSecrets() throws {
        let options: [String: JSONValue] = ["pod_settings": ["image_pull_secrets": ["own"]]]
        let credential = RegistryCredential(username: "u", password: SecretString("p:w"))
        let made = try manifests(options, credentials: ["r.example:5000": credential])
        let secret = try #require(made.secrets.last)
        #expect(secret["type"] == "kubernetes.io/dockerconfigjson")
        #expect(
            secret["stringData"]?[".dockerconfigjson"]
                == #"{"auths":{"r.example:5000":{"auth":"dTpwOnc="}}}"#)
        let name = try #require(secret["metadata"]?["name"])
        let step = try made.jobs.step(Attempt.Key(run: run.id, step: "train", number: 1), owner: nil)
        #expect(pod(step)?["imagePullSecrets"] == [["name": "own"], ["name": name]])
        #expect(pod(made.orchestrator)?["imagePullSecrets"] == [["name": name]])
        let variables = container(made.orchestrator)?["env"]?.arrayValue ?? []
        #expect(variables.contains(["name": "APUS_PULL_SECRET", "value": name]))
        #expect(try pod(manifests([:]).orchestrator)?["imagePullSecrets"] == nil)
    }

    @Test("ask for the step's resources, under those of pod settings")
    func resources() throws {
        let wanted = StepResources(cpu: 1.5, memory: "4Gi", gpu: 2)
        let asked = try container(step(resources: wanted))?["resources"]
        #expect(
            asked == [
                "requests": ["cpu": "1500m", "memory": "4Gi"], "limits": ["memory": "4Gi", "nvidia.com/gpu": "2"],
            ])
        let settings: JSONValue = ["resources": ["requests": ["memory": "8Gi"], "limits": ["amd.com/gpu": 1]]]
        let mixed = try container(step(["pod_settings": settings], resources: wanted))?["resources"]
        #expect(
            mixed == [
                "requests": ["cpu": "1500m", "memory": "8Gi"], "limits": ["amd.com/gpu": "1", "nvidia.com/gpu": "2"],
            ])
        #expect(try container(step())?["resources"] == nil)
    }

    @Test("continue a pod's lists, merge its objects and name the step's image in additional fields")
    func additional() throws {
        let settings: JSONValue = [
            "tolerations": [["key": "a"]], "volumes": [["name": "v", "emptyDir": [:]]],
            "node_selectors": ["pool": "gpu"],
            "additional_pod_spec_args": [
                "tolerations": [["key": "b"]], "node_selector": ["zone": "z"], "termination_grace_period_seconds": 7,
                "containers": [["name": "side", "image": "{{ image }}"]], "enable_service_links": true,
            ],
        ]
        let spec = try pod(step(["pod_settings": settings]))
        #expect(spec?["tolerations"] == [["key": "a"], ["key": "b"]])
        #expect(spec?["nodeSelector"] == ["pool": "gpu", "zone": "z"])
        #expect(spec?["terminationGracePeriodSeconds"] == 7)
        #expect(spec?["enableServiceLinks"] == true)
        #expect(spec?["containers"]?.arrayValue?.map { $0["name"] } == ["main", "side"])
        #expect(spec?["containers"]?.arrayValue?.last?["image"] == "r/s@sha256:2")
    }
}
