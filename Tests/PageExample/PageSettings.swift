import ApusModel
import ApusPipeline

/// The settings of the page on ZenML's Kubernetes orchestrator, value by value: some as values of types, some as
/// dictionaries.
enum PageSettings {
    static let pipeline = KubernetesOrchestratorSettings(
        serviceAccountName: "zenml-pipeline-runner",
        podSettings: PodSettings(
            nodeSelectors: ["cloud.google.com/gke-nodepool": "ml-pool", "kubernetes.io/arch": "amd64"],
            affinity: Affinity(
                nodeAffinity: NodeAffinity(required: [
                    NodeSelectorTerm(matchExpressions: [
                        NodeSelectorRequirement(
                            key: "gpu-type", operator: .in, values: ["nvidia-tesla-v100", "nvidia-tesla-p100"])
                    ])
                ])),
            tolerations: [
                Toleration(key: "gpu", operator: .equal, value: "present", effect: .noSchedule),
                ["key": "high-priority", "operator": "Exists", "effect": "PreferNoSchedule"],
            ],
            resources: ResourceRequirements(
                requests: ["cpu": "2", "memory": "4Gi", "nvidia.com/gpu": "1"],
                limits: ["cpu": "4", "memory": "8Gi", "nvidia.com/gpu": "1"]),
            annotations: ["prometheus.io/scrape": "true", "prometheus.io/port": "8080"],
            volumes: [
                .persistentVolumeClaim("data-volume", claimName: "ml-data-pvc"),
                .configMap("config-volume", configMap: "ml-config"),
            ],
            volumeMounts: [
                VolumeMount(name: "data-volume", mountPath: "/mnt/data"),
                VolumeMount(name: "config-volume", mountPath: "/etc/ml-config", readOnly: true),
            ],
            environment: [EnvironmentVariable(name: "MY_ENVIRONMENT_VARIABLE", value: "1")],
            environmentFrom: [.secret("secret-name")], hostIPC: true, imagePullSecrets: ["regcred", "gcr-secret"],
            labels: ["app": "ml-pipeline", "environment": "production", "team": "data-science"],
            additionalPodSpecArguments: ["active_deadline_seconds": 30]),
        orchestratorPodSettings: [
            "node_selectors": ["cloud.google.com/gke-nodepool": "orchestrator-pool"],
            "resources": [
                "requests": ["cpu": "1", "memory": "2Gi"], "limits": ["cpu": "2", "memory": "4Gi"],
            ],
            "labels": ["app": "zenml-orchestrator", "component": "pipeline-runner"],
        ])

    static let step = KubernetesOrchestratorSettings(
        podSettings: PodSettings(
            nodeSelectors: ["cloud.google.com/gke-nodepool": "gpu-pool"],
            tolerations: [Toleration(key: "gpu", operator: .equal, value: "present", effect: .noSchedule)]))
}
