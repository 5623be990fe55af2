import ApusModel

/// The exit codes of `apus`, as `Documentation/exit-codes.md` lists them.
enum ExitStatus: Int32 {
    case success = 0
    case failure = 1
    /// Wrong arguments, a malformed name or file.
    case usage = 2
    case notFound = 3
    /// Something is there already, in use, or changed meanwhile.
    case conflict = 4
    /// A peer cannot be reached, a time limit passed, or somebody tried too often.
    case unavailable = 5
    /// Credentials are missing, wrong, expired or not enough, or a certificate is not trusted.
    case denied = 6
    /// A configuration breaks its declaration, or can never run.
    case invalid = 7
    /// A disk is full, or stored bytes are damaged.
    case storage = 8
    /// The command worked, but the run that it waited for failed or was cancelled.
    case runFailed = 10
    /// By a signal, or by a person who answers no.
    /// The run that the command waited for goes on; the time for waiting is over.
    case waitTimedOut = 11
    case interrupted = 130

    init(_ code: ApusError.Code) {
        self =
            switch code {
            case .invalidArgument: .usage
            case .notFound: .notFound
            case .alreadyExists, .inUse, .conflict: .conflict
            case .unavailable, .timedOut, .throttled: .unavailable
            case .unauthorized, .forbidden, .untrusted: .denied
            case .invalidConfiguration, .rejected, .unsupported: .invalid
            case .storageFull, .corrupted: .storage
            case .runFailed: .runFailed
            case .waitTimedOut: .waitTimedOut
            default: .failure
            }
    }
}

extension ExitStatus {
    /// The codes with their meanings, as `Documentation/exit-codes.md` has them.
    static let documented: [(ExitStatus, String)] = [
        (.success, "done; for 'pipeline run', the run succeeded"),
        (.failure, "a defect, or an error of no other kind"),
        (.usage, "wrong arguments, a malformed name or file"),
        (.notFound, "something named does not exist"),
        (.conflict, "something is there already, in use, or changed meanwhile"),
        (.unavailable, "a peer cannot be reached, a time limit passed, or somebody tried too often"),
        (.denied, "credentials are missing, wrong, expired or not enough, or a certificate is not trusted"),
        (.invalid, "a configuration breaks its declaration, or can never run"),
        (.storage, "a disk is full, or stored bytes are damaged"),
        (.runFailed, "the run that the command waited for failed or was cancelled"),
        (.waitTimedOut, "the run that the command waited for goes on; the time for waiting is over"),
        (.interrupted, "interrupted, or a person answered no"),
    ]
}
