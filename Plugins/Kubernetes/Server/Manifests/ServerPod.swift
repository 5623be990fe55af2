import ApusHosting
import ApusModel
import KubernetesManifests

/// The Deployment of a server: one pod, because one process has the database, under the restricted profile of the Pod
/// Security Standards (https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted).
struct ServerPod {
    private let deployment: ServerDeployment

    init(_ deployment: ServerDeployment) { self.deployment = deployment }

    var workload: JSONValue {
        let labels = ServerObject.labels.merging([ServerObject.versionLabel: .string(deployment.version)]) { $1 }
        return [
            "apiVersion": "apps/v1", "kind": "Deployment",
            "metadata": [
                "name": .string(ServerObject.name), "namespace": .string(deployment.place), "labels": .object(labels),
            ],
            "spec": [
                "replicas": 1, "revisionHistoryLimit": 2,
                "selector": ["matchLabels": .object(ServerObject.selector)],
                // The new pod begins when the old one has let go of the database.
                "strategy": ["type": "Recreate"],
                "template": ["metadata": ["labels": .object(labels)], "spec": spec],
            ],
        ]
    }

    private var spec: JSONValue {
        var spec: [String: JSONValue] = [
            "serviceAccountName": .string(ServerObject.name),
            "automountServiceAccountToken": .boolean(!deployment.trustedPlaces.isEmpty),
            "enableServiceLinks": false, "terminationGracePeriodSeconds": 30,
            "securityContext": [
                "runAsNonRoot": true, "runAsUser": .integer(Self.user), "runAsGroup": .integer(Self.user),
                "fsGroup": .integer(Self.user), "fsGroupChangePolicy": "OnRootMismatch",
                "seccompProfile": ["type": "RuntimeDefault"],
            ],
            "containers": [container],
            "volumes": [
                ["name": "data", "persistentVolumeClaim": ["claimName": .string(ServerObject.volumeClaim)]],
                ["name": "tmp", "emptyDir": [:]],
                [
                    "name": "first-password",
                    "secret": [
                        "secretName": .string(ServerObject.firstPassword), "optional": true, "defaultMode": 0o440,
                    ],
                ],
            ],
        ]
        if !deployment.pullCredentials.isEmpty {
            spec["imagePullSecrets"] = [["name": .string(ServerObject.pullSecret)]]
        }
        return .object(spec)
    }

    private var container: JSONValue {
        [
            "name": .string(MainContainer.name), "image": .string(deployment.image),
            "command": .array(RuntimeCommand.start("apus-server").map { .string($0) }),
            "args": .array(arguments.map { .string($0) }),
            "env": [
                ["name": "APUS_HOME", "value": "/data"],
                ["name": "APUS_NAMESPACE", "valueFrom": ["fieldRef": ["fieldPath": "metadata.namespace"]]],
                ["name": "SSL_CERT_FILE", "value": "/apus/etc/ca-certificates.crt"],
            ],
            "ports": [
                [
                    "name": .string(ServerObject.portName), "containerPort": .integer(ServerObject.port),
                    "protocol": "TCP",
                ]
            ],
            "startupProbe": probe("/health/live", period: 2, failures: 60),
            "livenessProbe": probe("/health/live", period: 20, failures: 3),
            "readinessProbe": probe("/health/ready", period: 5, failures: 2),
            "resources": ["requests": ["cpu": "100m", "memory": "128Mi"], "limits": ["memory": "1Gi"]],
            "securityContext": [
                "allowPrivilegeEscalation": false, "readOnlyRootFilesystem": true,
                "capabilities": ["drop": ["ALL"]],
            ],
            "terminationMessagePolicy": "FallbackToLogsOnError",
            "volumeMounts": [
                ["name": "data", "mountPath": "/data"], ["name": "tmp", "mountPath": "/tmp"],
                ["name": "first-password", "mountPath": "/etc/apus/first-password", "readOnly": true],
            ],
        ]
    }

    private var arguments: [String] {
        [
            "--host", "0.0.0.0", "--port", String(ServerObject.port), "--data", "/data/server",
            "--base-url", deployment.baseURL ?? ServerObject.url(in: "$(APUS_NAMESPACE)"),
            "--first-password", "/etc/apus/first-password/password",
        ] + deployment.trustedPlaces.flatMap { ["--trust-namespace", $0] }
    }

    /// - Parameter period: in seconds.
    private func probe(_ path: String, period: Int64, failures: Int64) -> JSONValue {
        [
            "httpGet": ["path": .string(path), "port": .string(ServerObject.portName)],
            "periodSeconds": .integer(period),
            "timeoutSeconds": 5, "failureThreshold": .integer(failures),
        ]
    }

    /// Nobody in particular: https://github.com/GoogleContainerTools/distroless calls this number `nonroot`.
    private static let user: Int64 = 65532
}
