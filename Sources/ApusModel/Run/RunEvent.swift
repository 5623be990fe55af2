public import FoundationEssentials

/// A change in a run, numbered in the order in which the store accepted the changes.
public struct RunEvent: Hashable, Sendable, Codable {
    public enum Change: Hashable, Sendable, Codable {
        case run(RunStatus, reason: String?)
        /// Somebody asked for the run to be stopped.
        case cancellationRequested
        /// The whole step run after the change, so that a reader needs no second question.
        case step(StepRun)
    }

    /// Grows by at least one from event to event of a run; the cursor to continue from.
    public let sequence: Int64
    public let at: Date
    public let change: Change

    public init(sequence: Int64, at: Date, change: Change) {
        self.sequence = sequence
        self.at = Timestamp.rounded(at)
        self.change = change
    }
}
