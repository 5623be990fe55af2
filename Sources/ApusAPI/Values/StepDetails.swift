public import ApusModel

/// All that is known about a step of a run.
public struct StepDetails: Hashable, Sendable, Codable {
    public let step: StepRun
    public let planned: PlannedStep
    /// A paragraph: why the step waits, failed or did not run.
    public let explanation: String

    public init(step: StepRun, planned: PlannedStep, explanation: String) {
        self.step = step
        self.planned = planned
        self.explanation = explanation
    }
}
