public import ApusCore
public import ApusModel

/// The options of orchestrator flavor `kubernetes`. Names and defaults are those of ZenML's Kubernetes orchestrator where it has them.
public struct KubernetesOrchestratorConfiguration: ComponentConfiguration {
    @Setting("Reach the cluster that this program itself runs in")
    public var incluster: Bool = false
    @Setting("Context of the kubeconfig; ignored with a service connector or incluster", example: "my-cluster")
    public var kubernetesContext: String?
    @Setting("Namespace for everything that a run makes; it has to exist")
    public var kubernetesNamespace: String = "zenml"
    @Setting("Wait for the run's end", scope: .pipeline)
    public var synchronous: Bool = true
    @Setting("Most step pods at any time; no limit without it", scope: .pipeline, example: 4)
    public var maxParallelism: Int?
    @Setting(
        "Service account of the orchestrator pod; without one 'zenml-service-account' is made and given the role 'edit'",
        scope: .pipeline)
    public var serviceAccountName: String?
    @Setting("Service account of step pods; without one they get no token of the cluster", scope: .step)
    public var stepPodServiceAccountName: String?
    @Setting("Run step containers in privileged mode", scope: .step)
    public var privileged: Bool = false
    @Setting("Pod settings of step pods; see Documentation/kubernetes.md", scope: .step)
    public var podSettings: JSONValue?
    @Setting("Pod settings of the orchestrator pod", scope: .pipeline)
    public var orchestratorPodSettings: JSONValue?
    @Setting("Seconds that a step pod may wait for its start before it is given up", scope: .step)
    public var podStartupTimeout: Int = 600
    @Setting("Seconds after which finished Jobs are removed with their pods; never without it", scope: .pipeline)
    public var ttlSecondsAfterFinished: Int?
    @Setting("Seconds after which a Job is stopped however far it is; never without it", scope: .step)
    public var activeDeadlineSeconds: Int?

    public init() {}
}
