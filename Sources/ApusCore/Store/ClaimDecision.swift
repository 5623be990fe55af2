public import ApusModel

/// The answer to a runner that wants an attempt.
public enum ClaimDecision: Hashable, Sendable, Codable {
    /// The attempt is the runner's.
    case granted(StepAssignment)
    /// It is not: another holder has it, a newer attempt exists, or the step or run is over. The runner leaves without
    /// running anything.
    case refused(reason: String)
    /// Its launch is not recorded, and may be later: its pod was started ahead of its turn, or faster than the driver
    /// recorded it. The runner asks again.
    case notYet
}
