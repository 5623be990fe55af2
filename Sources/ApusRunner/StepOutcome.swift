public import ApusModel

/// What became of an attempt that a runner was told to run.
public enum StepOutcome: Hashable, Sendable {
    /// It succeeded and that counts.
    case succeeded
    /// It failed and that counts.
    case failed(AttemptFailure)
    /// It was not this runner's to run; nothing was run.
    case refused(reason: String)
    /// It was run, but the report did not count: another attempt has taken its place, or the run is over.
    case superseded
}
