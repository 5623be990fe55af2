public import ApusModel

/// A run to store, with its plan.
public struct NewRun: Hashable, Sendable, Codable {
    public let run: Run
    public let plan: RunPlan

    public init(run: Run, plan: RunPlan) {
        self.run = run
        self.plan = plan
    }
}
