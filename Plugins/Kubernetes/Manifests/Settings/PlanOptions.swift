import ApusCore
public import ApusModel

/// The options that a plan resolved, for its run and for each step. Equal settings are read once.
public struct PlanOptions: Sendable {
    /// Of the run.
    public let run: KubernetesOrchestratorConfiguration
    /// Of the steps, by name.
    public let steps: [String: KubernetesOrchestratorConfiguration]

    /// - Throws: ``/ApusModel/ApusError`` with `.invalidConfiguration`.
    public init(_ plan: RunPlan) throws(ApusError) {
        let run = try Self.read(plan.orchestratorSettings)
        var known = [plan.orchestratorSettings: run]
        var steps: [String: KubernetesOrchestratorConfiguration] = [:]
        for step in plan.steps {
            let settings = step.orchestratorSettings
            if known[settings] == nil { known[settings] = try Self.read(settings) }
            steps[step.name] = known[settings]
        }
        self.run = run
        self.steps = steps
    }

    private static func read(
        _ settings: [String: JSONValue]
    ) throws(ApusError) -> KubernetesOrchestratorConfiguration {
        try KubernetesOrchestratorConfiguration(settings, of: "orchestrator flavor 'kubernetes'")
    }
}
