public import ApusEngine
public import KubernetesManifests

extension EnginePolicy {
    /// What options say about retries, launches and the cache.
    public init(_ options: PlanOptions) {
        self.init(
            infrastructureRetry: Self.retry(options.run), stepRetries: options.steps.mapValues(Self.retry),
            launchGap: options.run.parallelStepStartupWaitingPeriod ?? 0,
            prestartedLevels: options.run.prestart, takesCached: !options.run.preventOrchestratorPodCaching)
    }

    private static func retry(_ options: KubernetesOrchestratorConfiguration) -> InfrastructureRetryPolicy {
        InfrastructureRetryPolicy(
            maximumRetries: options.podFailureMaxRetries + options.backoffLimitMargin,
            delay: options.podFailureRetryDelay, backoff: options.podFailureBackoff)
    }
}
