/// How `apus-step` ends.
enum ExitCode: Int32 {
    case success = 0
    /// The step failed, and that was reported.
    case failure = 1
    /// The attempt was not this runner's, or is no longer wanted.
    case refused = 3
    /// The run's keeper cannot be reached: `EX_TEMPFAIL` of sysexits.h.
    case unavailable = 75
}
