import ApusCore
import ApusModel
import ApusPipeline
import ApusPipelineFile
import FoundationEssentials
import KubernetesManifests
import Testing

@testable import PageExample

/// The settings are those of the page on ZenML's Kubernetes orchestrator, value by value.
@Suite("A pipeline written both ways")
struct TwoWaysTests {
    private let file = """
        name: both
        image: python:3.12-slim
        source: .
        parameters: {epochs: 5, rate: 0.1}
        environment: {MODE: fast}
        secrets: [s3]
        failure_mode: stop_on_failure
        max_parallelism: 4
        time_limit: 3600
        schedule: {cron: "5 2 * * *", time_zone: Europe/Berlin}
        settings:
          resources: {cpu: 0.5, memory: 1Gi}
          orchestrator.kubernetes:
            service_account_name: zenml-pipeline-runner
            pod_settings:
              node_selectors: {cloud.google.com/gke-nodepool: ml-pool, kubernetes.io/arch: amd64}
              affinity:
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms:
                      - matchExpressions:
                          - {key: gpu-type, operator: In, values: [nvidia-tesla-v100, nvidia-tesla-p100]}
              tolerations:
                - {key: gpu, operator: Equal, value: present, effect: NoSchedule}
                - {key: high-priority, operator: Exists, effect: PreferNoSchedule}
              resources:
                requests: {cpu: "2", memory: 4Gi, nvidia.com/gpu: "1"}
                limits: {cpu: "4", memory: 8Gi, nvidia.com/gpu: "1"}
              annotations: {prometheus.io/scrape: "true", prometheus.io/port: "8080"}
              volumes:
                - {name: data-volume, persistentVolumeClaim: {claimName: ml-data-pvc}}
                - {name: config-volume, configMap: {name: ml-config}}
              volume_mounts:
                - {name: data-volume, mountPath: /mnt/data}
                - {name: config-volume, mountPath: /etc/ml-config, readOnly: true}
              env: [{name: MY_ENVIRONMENT_VARIABLE, value: "1"}]
              env_from: [{secretRef: {name: secret-name}}]
              host_ipc: true
              image_pull_secrets: [regcred, gcr-secret]
              labels: {app: ml-pipeline, environment: production, team: data-science}
              additional_pod_spec_args: {active_deadline_seconds: 30}
            orchestrator_pod_settings:
              node_selectors: {cloud.google.com/gke-nodepool: orchestrator-pool}
              resources:
                requests: {cpu: "1", memory: 2Gi}
                limits: {cpu: "2", memory: 4Gi}
              labels: {app: zenml-orchestrator, component: pipeline-runner}
        steps:
          load:
            run: python3 load.py
            outputs: [dataset]
            cache: false
          train:
            run: [python3, train.py]
            inputs: {dataset: load.dataset}
            outputs: [model]
            retry: {max_retries: 2, delay: 5, backoff: 2}
            time_limit: 600
            settings:
              orchestrator.kubernetes:
                pod_settings:
                  node_selectors: {cloud.google.com/gke-nodepool: gpu-pool}
                  tolerations: [{key: gpu, operator: Equal, value: present, effect: NoSchedule}]
        finally:
          notify: {run: echo over}
        """

    private func pipeline() -> Pipeline {
        Pipeline(
            "both", image: "python:3.12-slim", source: ".", environment: ["MODE": "fast"], secrets: ["s3"],
            settings: [PageSettings.pipeline], resources: ResourceSettings(cpu: 0.5, memory: "1Gi"),
            failureMode: .stopOnFailure, maxParallelism: 4, timeLimit: .seconds(3600)
        ) { flow in
            let dataset = flow.command(
                "load", "python3 load.py", outputs: .file("dataset"), options: StepOptions(cache: .never))
            flow.command(
                "train", .program(["python3", "train.py"]), inputs: ["dataset": dataset], outputs: .folder("model"),
                options: StepOptions(
                    retry: .times(2, delay: .seconds(5), backoff: 2), timeLimit: .seconds(600),
                    settings: [PageSettings.step]))
            flow.finally { $0.command("notify", "echo over") }
        }
        .with(schedule: Schedule(cron: "5 2 * * *", timeZone: "Europe/Berlin"))
    }

    @Test("is the same pipeline")
    func specs() throws {
        let written = try PipelineFile.parse(file, named: "both.yaml")
        let built = try pipeline().spec(parameters: ["epochs": 5, "rate": 0.1])
        #expect(built.steps == written.steps)
        #expect(built.settings == written.settings)
        #expect(built == written)
    }

    @Test("has the same plan, byte for byte")
    func plans() async throws {
        let plans = try await [
            plan(PipelineFile.parse(file, named: "both.yaml")),
            plan(pipeline().spec(parameters: ["epochs": 5, "rate": 0.1])),
        ]
        #expect(plans[0] == plans[1])
        let text = String(decoding: plans[0], as: UTF8.self)
        #expect(text.contains("nvidia-tesla-p100"))
        #expect(text.contains("gpu-pool"))
    }

    @Test("takes every option of the orchestrator that a pipeline may set, but those without effect")
    func options() throws {
        let all = KubernetesOrchestratorSettings(
            synchronous: true, timeout: 1, streamStepLogs: true, serviceAccountName: "a",
            stepPodServiceAccountName: "a", privileged: true, podSettings: [:],
            orchestratorPodSettings: [:], jobNamePrefix: "a", podNamePrefix: "a", podStopGracePeriod: 1,
            maxParallelism: 1, prestart: 1, podStartupTimeout: 1, podLostTimeout: 1,
            failOnContainerWaitingReasons: ["a"], podFailureMaxRetries: 1, podFailureRetryDelay: 1,
            podFailureBackoff: 1, backoffLimitMargin: 1, orchestratorJobBackoffLimit: 1, podFailurePolicy: [:],
            preventOrchestratorPodCaching: true, ttlSecondsAfterFinished: 1, activeDeadlineSeconds: 1,
            successfulJobsHistoryLimit: 1, failedJobsHistoryLimit: 1, concurrencyPolicy: .forbid,
            startingDeadlineSeconds: 1)
        let known = KubernetesOrchestratorConfiguration.schema.options.filter {
            $0.scope != .component && ($0.deprecated == nil || $0.name == "pod_name_prefix")
        }
        #expect(all.options.keys.sorted() == known.map(\.name).sorted())
    }

    private func plan(_ spec: PipelineSpec) async throws -> Data {
        try CanonicalJSON.encode(try await KubernetesPlan.make(spec))
    }
}
