import ApusModel

/// What pods have of ``PageSettings``, as the Kubernetes API has it.
enum PagePod {
    static let ordinary: JSONValue = [
        "metadata": [
            "labels": ["app": "ml-pipeline", "environment": "production", "team": "data-science"],
            "annotations": ["prometheus.io/scrape": "true", "prometheus.io/port": "8080"],
        ],
        "spec": [
            "nodeSelector": ["cloud.google.com/gke-nodepool": "ml-pool", "kubernetes.io/arch": "amd64"],
            "affinity": [
                "nodeAffinity": [
                    "requiredDuringSchedulingIgnoredDuringExecution": [
                        "nodeSelectorTerms": [
                            [
                                "matchExpressions": [
                                    [
                                        "key": "gpu-type", "operator": "In",
                                        "values": ["nvidia-tesla-v100", "nvidia-tesla-p100"],
                                    ]
                                ]
                            ]
                        ]
                    ]
                ]
            ],
            "tolerations": [
                ["key": "gpu", "operator": "Equal", "value": "present", "effect": "NoSchedule"],
                ["key": "high-priority", "operator": "Exists", "effect": "PreferNoSchedule"],
            ],
            "volumes": [
                ["name": "data-volume", "persistentVolumeClaim": ["claimName": "ml-data-pvc"]],
                ["name": "config-volume", "configMap": ["name": "ml-config"]],
            ],
            "containers": [
                [
                    "resources": [
                        "requests": ["cpu": "2", "memory": "4Gi", "nvidia.com/gpu": "1"],
                        "limits": ["cpu": "4", "memory": "8Gi", "nvidia.com/gpu": "1"],
                    ],
                    "volumeMounts": [
                        ["name": "data-volume", "mountPath": "/mnt/data"],
                        ["name": "config-volume", "mountPath": "/etc/ml-config", "readOnly": true],
                    ],
                    "env": [["name": "MY_ENVIRONMENT_VARIABLE", "value": "1"]],
                    "envFrom": [["secretRef": ["name": "secret-name"]]],
                ]
            ],
            "hostIPC": true, "imagePullSecrets": [["name": "regcred"], ["name": "gcr-secret"]],
            "activeDeadlineSeconds": 30,
        ],
    ]

    static let training: JSONValue = [
        "spec": [
            "nodeSelector": ["cloud.google.com/gke-nodepool": "gpu-pool"],
            "tolerations": [["key": "gpu", "operator": "Equal", "value": "present", "effect": "NoSchedule"]],
        ]
    ]

    static let orchestrator: JSONValue = [
        "metadata": ["labels": ["app": "zenml-orchestrator", "component": "pipeline-runner"]],
        "spec": [
            "nodeSelector": ["cloud.google.com/gke-nodepool": "orchestrator-pool"],
            "serviceAccountName": "zenml-pipeline-runner",
            "containers": [
                ["resources": ["requests": ["cpu": "1", "memory": "2Gi"], "limits": ["cpu": "2", "memory": "4Gi"]]]
            ],
        ],
    ]

    /// Where `pod` has not what `expected` has. It may have more, because a server adds to pods.
    static func differences(of pod: JSONValue?, from expected: JSONValue, at place: String = "pod") -> [String] {
        switch (pod, expected) {
        case (.object(let pod), .object(let expected)):
            return expected.flatMap { differences(of: pod[$0.key], from: $0.value, at: "\(place).\($0.key)") }
        case (.array(let pod), .array(let expected)):
            return expected.enumerated().filter { _, value in
                !pod.contains { differences(of: $0, from: value).isEmpty }
            }.map { "\(place)[\($0.offset)] \($0.element) is not in \(pod)" }
        default: return pod == expected ? [] : ["\(place) is \(pod.map { "\($0)" } ?? "missing"), not \(expected)"]
        }
    }
}
