import ApusEngine
import ApusModel
import KubernetesDriver
import KubernetesManifests
import Testing

@Suite("What options say to the engine")
struct EnginePolicyTests {
    private func policy(
        _ run: [String: JSONValue], step: [String: JSONValue] = [:]
    ) throws -> EnginePolicy {
        let step = PlannedStep(name: "a", command: .shell("true"), orchestratorSettings: step)
        let plan = RunPlan(pipeline: "p", stack: "s", orchestratorSettings: run, steps: [step])
        return EnginePolicy(try PlanOptions(plan))
    }

    @Test("without any are the reference's defaults")
    func defaults() throws {
        let policy = try policy([:])
        #expect(
            policy.stepRetries == ["a": InfrastructureRetryPolicy(maximumRetries: 3, delay: 10, backoff: 1)])
        #expect(policy.launchGap == 0)
        #expect(policy.takesCached)
    }

    @Test("holds for a step or for the run")
    func options() throws {
        let policy = try policy(
            [
                "parallel_step_startup_waiting_period": 0.5, "prevent_orchestrator_pod_caching": true,
                "pod_failure_max_retries": 5,
            ],
            step: [
                "pod_failure_max_retries": 1, "backoff_limit_margin": 2, "pod_failure_retry_delay": 3,
                "pod_failure_backoff": 2,
            ])
        #expect(policy.launchGap == 0.5)
        #expect(!policy.takesCached)
        #expect(policy.infrastructureRetry.maximumRetries == 5)
        #expect(
            policy.stepRetries == ["a": InfrastructureRetryPolicy(maximumRetries: 3, delay: 3, backoff: 2)])
    }
}
