public import ApusModel
public import FoundationEssentials

/// A run and how far each of its steps is, without what only a closer look needs.
public struct RunOverview: Hashable, Sendable, Codable {
    /// A step in a few words.
    public struct Step: Hashable, Sendable, Codable {
        public let name: String
        public let status: StepStatus
        /// How many tries there were.
        public let attempts: Int
        /// When the newest attempt was handed to the infrastructure.
        public let launchedAt: Date?
        public let startedAt: Date?
        public let endedAt: Date?

        public init(_ step: StepRun) {
            name = step.step
            status = step.status
            attempts = step.attempts.count
            launchedAt = step.attempts.last?.launchedAt
            startedAt = step.startedAt
            endedAt = step.endedAt
        }
    }

    public let run: Run
    /// In the plan's order.
    public let steps: [Step]

    public init(run: Run, steps: [StepRun]) {
        self.run = run
        self.steps = steps.map(Step.init)
    }
}
