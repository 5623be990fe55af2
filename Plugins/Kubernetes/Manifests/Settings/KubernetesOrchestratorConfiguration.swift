public import ApusCore
import ApusModel

/// The options of orchestrator flavor `kubernetes`. Names and defaults are those of ZenML's Kubernetes orchestrator
/// where it has them; Documentation/kubernetes.md says where Apus differs.
public struct KubernetesOrchestratorConfiguration: ComponentConfiguration {
    // The cluster
    @Setting("Reach the cluster that this program itself runs in")
    public var incluster: Bool = false
    @Setting("Context of the kubeconfig; ignored with a service connector or incluster", example: "my-cluster")
    public var kubernetesContext: String?
    @Setting("Namespace for everything that a run makes; it has to exist")
    public var kubernetesNamespace: String = "zenml"
    @Setting("The cluster runs on this machine: a server at an address of this machine alone is only warned of")
    public var local: Bool = false
    @Setting("Do not check whether pods reach a server at an address of this machine alone")
    public var skipLocalValidations: Bool = false
    @Setting("Most seconds for one request to the API server; watches last longer", example: 30, minimum: 1)
    public var apiRequestTimeout: Int?
    @Setting("How often a request that the API server could not answer is sent again before it fails", minimum: 0)
    public var maxApiRetries: Int = 3
    @Setting("Keep the run's token in a Secret; without, pods have it in their manifests, where more people see it")
    public var passZenmlTokenAsSecret: Bool = true
    @Setting("Pods prove themselves by their service accounts' tokens, which a server that was told to has checked")
    public var useServiceAccountIdentity: Bool = false
    @Setting("Leave out ownerReferences, where a cluster forbids them; then a run's objects do not go with its Job")
    public var skipOwnerReferences: Bool = false

    // The client
    @Setting("Wait for the run's end", scope: .pipeline)
    public var synchronous: Bool = true
    @Setting("Seconds to wait for the run's end before the command leaves it; 0 for ever", scope: .pipeline, minimum: 0)
    public var timeout: Int = 0
    @Setting("Show what step pods print while the command waits", scope: .pipeline)
    public var streamStepLogs: Bool = true

    // Pods
    @Setting(
        "Service account of the orchestrator pod; without one 'zenml-service-account' is made and given the role 'edit'",
        scope: .pipeline)
    public var serviceAccountName: String?
    @Setting("Service account of step pods; without one they get no token of the cluster", scope: .step)
    public var stepPodServiceAccountName: String?
    @Setting("Run step containers in privileged mode", scope: .step)
    public var privileged: Bool = false
    @Setting("Pod settings of step pods; see Documentation/kubernetes.md", scope: .step)
    public var podSettings: PodSettings?
    @Setting("Pod settings of the orchestrator pod", scope: .pipeline)
    public var orchestratorPodSettings: PodSettings?
    @Setting("What the names of Jobs and pods begin with; the first 12 characters count", scope: .step, example: "ml")
    public var jobNamePrefix: String?
    @Setting("The older name of job_name_prefix", scope: .step, deprecated: "use job_name_prefix")
    public var podNamePrefix: String?
    @Setting("Seconds that a pod may take to end after it was asked to", scope: .step, minimum: 1)
    public var podStopGracePeriod: Int = 30

    // Starts and failures
    @Setting("Most step pods at any time; no limit without it", scope: .pipeline, example: 4, minimum: 1)
    public var maxParallelism: Int?
    @Setting("Least seconds between the starts of two step pods", example: 0.5, minimum: 0)
    public var parallelStepStartupWaitingPeriod: Double?
    @Setting(
        "How many levels of steps ahead get their pods while their inputs are still being made, to hide the pods' starts",
        scope: .pipeline, example: 1, minimum: 0)
    public var prestart: Int = 0
    @Setting("Seconds that a step pod may wait for its start before it is given up", scope: .step, minimum: 1)
    public var podStartupTimeout: Int = 600
    @Setting(
        "Seconds beyond its grace period that a pod may take to go, as on a node that is lost, before its step is tried again",
        scope: .step, minimum: 0)
    public var podLostTimeout: Int = 60
    @Setting("Reasons for a container's waiting that fail its step at once", scope: .step)
    public var failOnContainerWaitingReasons: [String] = [
        "InvalidImageName", "ErrImageNeverPull", "CreateContainerConfigError", "CreateContainerError",
    ]
    @Setting(
        "Tries of a step whose pods did not start or were lost, apart from its own retries", scope: .step, minimum: 0)
    public var podFailureMaxRetries: Int = 3
    @Setting("Seconds before the first of these tries", scope: .step, minimum: 0)
    public var podFailureRetryDelay: Double = 10
    @Setting("What that delay is multiplied by from one try to the next", scope: .step, minimum: 0)
    public var podFailureBackoff: Double = 1
    @Setting("Tries beyond pod_failure_max_retries", scope: .step, minimum: 0)
    public var backoffLimitMargin: Int = 0
    @Setting("How often the orchestrator pod is started again after it failed", scope: .pipeline, minimum: 0)
    public var orchestratorJobBackoffLimit: Int = 20
    @Setting("What failures of the orchestrator pod mean to its Job, as in a Job's manifest", scope: .pipeline)
    public var podFailurePolicy: PodFailurePolicy?
    @Setting("Take nothing from the cache, so that every step gets a pod", scope: .pipeline)
    public var preventOrchestratorPodCaching: Bool = false

    // The ends of Jobs
    @Setting(
        "Seconds after which finished Jobs are removed with their pods; never without it", scope: .pipeline, minimum: 0)
    public var ttlSecondsAfterFinished: Int?
    @Setting("Seconds after which a Job is stopped however far it is; never without it", scope: .step, minimum: 1)
    public var activeDeadlineSeconds: Int?

    // Schedules
    @Setting("How many Jobs of a schedule that succeeded are kept", scope: .pipeline, minimum: 0)
    public var successfulJobsHistoryLimit: Int?
    @Setting("How many Jobs of a schedule that failed are kept", scope: .pipeline, minimum: 0)
    public var failedJobsHistoryLimit: Int?
    @Setting("What a schedule does when its time comes during an earlier run of it", scope: .pipeline)
    public var concurrencyPolicy: ConcurrencyPolicy?
    @Setting("Seconds by which a scheduled run may start late before it is left out", scope: .pipeline, minimum: 0)
    public var startingDeadlineSeconds: Int?

    // Accepted, and unused: nothing is polled, and images are always the pipeline's
    @Setting(
        "Without effect", scope: .pipeline,
        deprecated: "the orchestrator pod has the pipeline's image, or that of the first step that has one")
    public var alwaysBuildPipelineImage: Bool?
    @Setting("Without effect", scope: .pipeline, deprecated: "Jobs are watched, not polled")
    public var jobMonitoringInterval: Double?
    @Setting("Without effect", scope: .pipeline, deprecated: "Jobs are watched, not polled")
    public var jobMonitoringDelay: Double?
    @Setting("Without effect", scope: .pipeline, deprecated: "the run's events are followed, not polled")
    public var interruptCheckInterval: Double?

    public init() {}
}
