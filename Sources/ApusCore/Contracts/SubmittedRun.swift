public import ApusModel

/// A stored run with its plan and what it may use.
public struct SubmittedRun: Sendable {
    public let run: Run
    public let plan: RunPlan
    public let environment: RunEnvironment

    public init(run: Run, plan: RunPlan, environment: RunEnvironment) {
        self.run = run
        self.plan = plan
        self.environment = environment
    }
}
