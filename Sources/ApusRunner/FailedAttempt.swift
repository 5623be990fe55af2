import ApusModel

/// What ends the work on an attempt before its end.
struct FailedAttempt: Error {
    let failure: AttemptFailure

    init(_ kind: AttemptFailure.Kind, _ message: String, exitCode: Int? = nil) {
        failure = AttemptFailure(kind, message, exitCode: exitCode)
    }
}
