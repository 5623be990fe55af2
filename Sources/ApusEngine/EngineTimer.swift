public import ApusModel

/// A wait that the engine asked for.
public enum EngineTimer: Hashable, Sendable {
    /// Until the attempt may be launched.
    case launch(Attempt.Key)
    /// Until another attempt may be launched after the last one.
    case launchGap
    /// Until the report of an attempt that the infrastructure saw end is given up.
    case report(Attempt.Key)
    /// Until an attempt has had all the time that its step may take.
    case stepLimit(Attempt.Key)
    /// Until the run has had all the time that it may take.
    case runLimit
}
