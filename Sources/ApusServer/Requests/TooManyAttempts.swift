import ApusModel

/// The caller has to wait before the next attempt.
struct TooManyAttempts: Error {
    /// In seconds.
    let wait: Int

    /// What the caller is told.
    var error: ApusError {
        ApusError(
            .throttled, "too many attempts to log in have failed", reason: "the next one may be made in \(wait) s")
    }
}
