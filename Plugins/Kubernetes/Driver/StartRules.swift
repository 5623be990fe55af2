import KubernetesDiagnosis
import KubernetesManifests

/// How long the pod of a step may wait for its start, what it may wait for, and how long its end may take.
struct StartRules: Hashable, Sendable {
    /// Seconds.
    var timeout: Int
    /// Reasons for a container's waiting that fail the step at once
    /// (https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/images/types.go).
    var failingReasons: Set<String>
    /// Seconds beyond its grace period that a pod may take to go.
    var lostTimeout: Int
    /// Whether its Job has a deadline: then the Job alone says whether that has ended the attempt.
    var hasDeadline: Bool
    /// The setting that the memory of the step's container comes from.
    var memorySetting: String

    init(
        timeout: Int, failingReasons: Set<String>, lostTimeout: Int = 60, hasDeadline: Bool = false,
        memorySetting: String = "resources.memory"
    ) {
        self.timeout = timeout
        self.failingReasons = failingReasons
        self.lostTimeout = lostTimeout
        self.hasDeadline = hasDeadline
        self.memorySetting = memorySetting
    }

    init(_ options: KubernetesOrchestratorConfiguration) {
        self.init(
            timeout: options.podStartupTimeout, failingReasons: Set(options.failOnContainerWaitingReasons),
            lostTimeout: options.podLostTimeout, hasDeadline: options.activeDeadlineSeconds != nil,
            memorySetting: options.podSettings?.namesMemory == true
                ? "pod_settings.resources.limits.memory" : "resources.memory")
    }

    /// What holds without options.
    static let usual: StartRules = {
        let options = KubernetesOrchestratorConfiguration()
        return StartRules(
            timeout: options.podStartupTimeout, failingReasons: Set(options.failOnContainerWaitingReasons),
            lostTimeout: options.podLostTimeout)
    }()

    /// Whether waiting longer is of no use. Whoever names no reason at all wants every pod to have its time.
    func isPermanent(_ problem: StartProblem) -> Bool {
        if problem.kind == .passing || failingReasons.isEmpty { return false }
        return failingReasons.contains(problem.reason) || problem.isLastingPullProblem
    }
}
