public import ApusModel

/// A wait that the engine asked for.
public enum EngineTimer: Hashable, Sendable {
    /// Until the attempt may be launched.
    case launch(Attempt.Key)
    /// Until another attempt may be launched after the last one.
    case launchGap
    /// Until the report of an attempt that the infrastructure saw end is given up.
    case report(Attempt.Key)
}
