/// When the turn of a step of a plan comes.
public enum StepRole: String, Hashable, Sendable, Codable, CaseIterable {
    /// Once every step upstream has succeeded.
    case main
    /// The same, but not before every main step is over, however it ended. Neither a failure nor a cancellation of the
    /// run keeps it from running.
    case finally
}
