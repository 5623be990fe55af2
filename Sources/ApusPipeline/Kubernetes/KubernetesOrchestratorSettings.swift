public import ApusModel

/// Settings for orchestrators of flavor `kubernetes`, on a pipeline or a step. What is `nil` is left to the pipeline, the
/// component, or the default; `Documentation/flavors/orchestrator-kubernetes.md` has these.
public struct KubernetesOrchestratorSettings: ComponentSettings, Hashable {
    /// Whether the command waits for the run's end. For pipelines.
    public var synchronous: Bool?
    /// Seconds to wait for the run's end before the command leaves it; 0 for ever. For pipelines.
    public var timeout: Int?
    /// Whether what step pods print is shown while the command waits. For pipelines.
    public var streamStepLogs: Bool?
    /// The service account of the orchestrator pod. For pipelines.
    public var serviceAccountName: String?
    /// The service account of step pods; without one they get no token of the cluster.
    public var stepPodServiceAccountName: String?
    /// Whether step containers run in privileged mode.
    public var privileged: Bool?
    /// Of step pods.
    public var podSettings: PodSettings?
    /// Of the orchestrator pod. For pipelines.
    public var orchestratorPodSettings: PodSettings?
    /// What the names of Jobs and pods begin with; the first 12 characters count.
    public var jobNamePrefix: String?
    /// The older name of ``jobNamePrefix``.
    public var podNamePrefix: String?
    /// Seconds that a pod may take to end after it was asked to.
    public var podStopGracePeriod: Int?
    /// The most step pods at any time. For pipelines.
    public var maxParallelism: Int?
    /// How many levels of steps ahead get their pods while their inputs are still being made. For pipelines.
    public var prestart: Int?
    /// Seconds that a step pod may wait for its start before it is given up.
    public var podStartupTimeout: Int?
    /// Seconds beyond its grace period that a pod may take to go before its step is tried again.
    public var podLostTimeout: Int?
    /// Reasons for a container's waiting that fail its step at once.
    public var failOnContainerWaitingReasons: [String]?
    /// Tries of a step whose pods did not start or were lost, apart from its own retries.
    public var podFailureMaxRetries: Int?
    /// Seconds before the first of these tries.
    public var podFailureRetryDelay: Double?
    /// What that delay is multiplied by from one try to the next.
    public var podFailureBackoff: Double?
    /// Tries beyond ``podFailureMaxRetries``.
    public var backoffLimitMargin: Int?
    /// How often the orchestrator pod is started again after it failed. For pipelines.
    public var orchestratorJobBackoffLimit: Int?
    /// What failures of the orchestrator pod mean to its Job, as in a Job's manifest. For pipelines.
    public var podFailurePolicy: [String: JSONValue]?
    /// Whether nothing is taken from the cache, so that every step gets a pod. For pipelines.
    public var preventOrchestratorPodCaching: Bool?
    /// Seconds after which finished Jobs are removed with their pods. For pipelines.
    public var ttlSecondsAfterFinished: Int?
    /// Seconds after which a Job is stopped however far it is.
    public var activeDeadlineSeconds: Int?
    /// How many Jobs of a schedule that succeeded are kept. For pipelines.
    public var successfulJobsHistoryLimit: Int?
    /// How many Jobs of a schedule that failed are kept. For pipelines.
    public var failedJobsHistoryLimit: Int?
    /// What a schedule does when its time comes during an earlier run of it. For pipelines.
    public var concurrencyPolicy: Schedule.ConcurrencyPolicy?
    /// Seconds by which a scheduled run may start late before it is left out. For pipelines.
    public var startingDeadlineSeconds: Int?

    public init(
        synchronous: Bool? = nil, timeout: Int? = nil, streamStepLogs: Bool? = nil, serviceAccountName: String? = nil,
        stepPodServiceAccountName: String? = nil, privileged: Bool? = nil, podSettings: PodSettings? = nil,
        orchestratorPodSettings: PodSettings? = nil, jobNamePrefix: String? = nil, podNamePrefix: String? = nil,
        podStopGracePeriod: Int? = nil, maxParallelism: Int? = nil, prestart: Int? = nil,
        podStartupTimeout: Int? = nil, podLostTimeout: Int? = nil, failOnContainerWaitingReasons: [String]? = nil,
        podFailureMaxRetries: Int? = nil, podFailureRetryDelay: Double? = nil, podFailureBackoff: Double? = nil,
        backoffLimitMargin: Int? = nil, orchestratorJobBackoffLimit: Int? = nil,
        podFailurePolicy: [String: JSONValue]? = nil, preventOrchestratorPodCaching: Bool? = nil,
        ttlSecondsAfterFinished: Int? = nil, activeDeadlineSeconds: Int? = nil,
        successfulJobsHistoryLimit: Int? = nil, failedJobsHistoryLimit: Int? = nil,
        concurrencyPolicy: Schedule.ConcurrencyPolicy? = nil, startingDeadlineSeconds: Int? = nil
    ) {
        self.synchronous = synchronous
        self.timeout = timeout
        self.streamStepLogs = streamStepLogs
        self.serviceAccountName = serviceAccountName
        self.stepPodServiceAccountName = stepPodServiceAccountName
        self.privileged = privileged
        self.podSettings = podSettings
        self.orchestratorPodSettings = orchestratorPodSettings
        self.jobNamePrefix = jobNamePrefix
        self.podNamePrefix = podNamePrefix
        self.podStopGracePeriod = podStopGracePeriod
        self.maxParallelism = maxParallelism
        self.prestart = prestart
        self.podStartupTimeout = podStartupTimeout
        self.podLostTimeout = podLostTimeout
        self.failOnContainerWaitingReasons = failOnContainerWaitingReasons
        self.podFailureMaxRetries = podFailureMaxRetries
        self.podFailureRetryDelay = podFailureRetryDelay
        self.podFailureBackoff = podFailureBackoff
        self.backoffLimitMargin = backoffLimitMargin
        self.orchestratorJobBackoffLimit = orchestratorJobBackoffLimit
        self.podFailurePolicy = podFailurePolicy
        self.preventOrchestratorPodCaching = preventOrchestratorPodCaching
        self.ttlSecondsAfterFinished = ttlSecondsAfterFinished
        self.activeDeadlineSeconds = activeDeadlineSeconds
        self.successfulJobsHistoryLimit = successfulJobsHistoryLimit
        self.failedJobsHistoryLimit = failedJobsHistoryLimit
        self.concurrencyPolicy = concurrencyPolicy
        self.startingDeadlineSeconds = startingDeadlineSeconds
    }

    public var key: String { "orchestrator.kubernetes" }

    public var options: [String: JSONValue] {
        let given = JSONValue.given([
            ("synchronous", JSONValue(synchronous)), ("timeout", JSONValue(timeout)),
            ("stream_step_logs", JSONValue(streamStepLogs)),
            ("service_account_name", JSONValue(serviceAccountName)),
            ("step_pod_service_account_name", JSONValue(stepPodServiceAccountName)),
            ("privileged", JSONValue(privileged)), ("pod_settings", podSettings?.json),
            ("orchestrator_pod_settings", orchestratorPodSettings?.json),
            ("job_name_prefix", JSONValue(jobNamePrefix)), ("pod_name_prefix", JSONValue(podNamePrefix)),
            ("pod_stop_grace_period", JSONValue(podStopGracePeriod)),
            ("max_parallelism", JSONValue(maxParallelism)), ("prestart", JSONValue(prestart)),
            ("pod_startup_timeout", JSONValue(podStartupTimeout)), ("pod_lost_timeout", JSONValue(podLostTimeout)),
            ("fail_on_container_waiting_reasons", JSONValue(failOnContainerWaitingReasons)),
            ("pod_failure_max_retries", JSONValue(podFailureMaxRetries)),
            ("pod_failure_retry_delay", JSONValue(podFailureRetryDelay)),
            ("pod_failure_backoff", JSONValue(podFailureBackoff)),
            ("backoff_limit_margin", JSONValue(backoffLimitMargin)),
            ("orchestrator_job_backoff_limit", JSONValue(orchestratorJobBackoffLimit)),
            ("pod_failure_policy", podFailurePolicy.map(JSONValue.object)),
            ("prevent_orchestrator_pod_caching", JSONValue(preventOrchestratorPodCaching)),
            ("ttl_seconds_after_finished", JSONValue(ttlSecondsAfterFinished)),
            ("active_deadline_seconds", JSONValue(activeDeadlineSeconds)),
            ("successful_jobs_history_limit", JSONValue(successfulJobsHistoryLimit)),
            ("failed_jobs_history_limit", JSONValue(failedJobsHistoryLimit)),
            ("concurrency_policy", JSONValue(concurrencyPolicy?.rawValue)),
            ("starting_deadline_seconds", JSONValue(startingDeadlineSeconds)),
        ])
        return given.objectValue ?? [:]
    }
}
