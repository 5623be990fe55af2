public import ApusCore
public import ApusModel

/// A pod that finds out whether step pods reach the server.
public enum ProbeManifest {
    /// The pod, under the settings of step pods (https://kubernetes.io/docs/concepts/workloads/pods/).
    /// - Parameters:
    ///   - image: has the runtime layer.
    ///   - pullSecret: the name of the Secret that the image is pulled with.
    ///   - options: the orchestrator's.
    /// - Throws: ``ApusError`` with `.invalidConfiguration`.
    public static func pod(
        named name: String, image: String, url: String, pullSecret: String? = nil,
        options: KubernetesOrchestratorConfiguration
    ) throws(ApusError) -> JSONValue {
        let template = PodTemplate(
            labels: labels, image: image,
            command: RuntimeCommand.start("apus-step") + ["probe", url], variables: [],
            serviceAccount: options.stepPodServiceAccountName, restartPolicy: "Never",
            stopGracePeriod: options.podStopGracePeriod, pullSecret: pullSecret, resources: PodResources(nil),
            security: PodSecurity(isPrivileged: options.privileged), settings: options.podSettings ?? .none)
        let pod: JSONValue = [
            "apiVersion": "v1", "kind": "Pod",
            "metadata": ["name": .string(name), "namespace": .string(options.kubernetesNamespace)],
            "spec": ["activeDeadlineSeconds": .integer(Int64(deadline))],
        ]
        let container: JSONValue = ["terminationMessagePolicy": "FallbackToLogsOnError"]
        let built = template.json()
        let containers = (built["spec"]?["containers"]?.arrayValue ?? []).map { $0.merging(container) }
        return pod.merging(built).merging([
            "spec": ["containers": .array(containers), "automountServiceAccountToken": false]
        ])
    }

    /// The Secret that the pod's image is pulled with.
    /// - Parameter credentials: by registry host.
    public static func pullSecret(
        _ credentials: [String: RegistryCredential], named name: String, namespace: String
    ) throws -> JSONValue {
        try PullSecret.manifest(credentials, labels: labels, named: name, namespace: namespace)
    }

    private static let labels: [String: JSONValue] = [
        ObjectLabel.role: "probe", "app.kubernetes.io/managed-by": "apus",
    ]

    /// Seconds after which the cluster ends the pod.
    public static let deadline = 120
}
