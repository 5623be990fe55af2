import KubernetesManifests

/// How long the pod of a step may wait for its start, and what it may wait for.
struct StartRules: Hashable, Sendable {
    /// Seconds.
    var timeout: Int
    /// Reasons for a container's waiting that fail the step at once
    /// (https://github.com/kubernetes/kubernetes/blob/master/pkg/kubelet/images/types.go).
    var failingReasons: Set<String>

    init(timeout: Int, failingReasons: Set<String>) {
        self.timeout = timeout
        self.failingReasons = failingReasons
    }

    init(_ options: KubernetesOrchestratorConfiguration) {
        self.init(timeout: options.podStartupTimeout, failingReasons: Set(options.failOnContainerWaitingReasons))
    }

}
