import ApusModel

/// Why a call had no answer.
struct RemoteFailure: Error {
    let error: ApusError
    /// Whether the same call may succeed later.
    let mayPass: Bool
    /// Whether the server may have done what it was asked for.
    var mayHaveHadEffect = true
    /// How long the server wants to be left alone.
    var retryAfter: Duration?
}
