import ApusModel

/// An attempt as the infrastructure has it.
struct SimulatedAttempt {
    enum Fate: CaseIterable {
        case succeeds
        /// Its runner reports a failure of the user's command or outputs.
        case fails
        /// It dies before it is claimed.
        case neverStarts
        /// It can never start.
        case isRefused
        /// It dies after it was claimed, without a report.
        case vanishes
        /// The infrastructure says that it died, and then it reports success all the same.
        case isDeclaredDead
        /// Its success is reported, but the infrastructure only says that it failed.
        case succeedsButLooksFailed
        /// It is claimed and does not end by itself.
        case hangs
    }

    enum Stage {
        case waiting, claimed, done, ended, gone
    }

    let key: Attempt.Key
    let fate: Fate
    var stage = Stage.waiting
    var isStopped = false
    /// What the infrastructure says when it sees the end.
    var failure: AttemptFailure?
}
