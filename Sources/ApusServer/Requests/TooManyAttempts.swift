import ApusModel

/// The caller has to wait before the next attempt.
struct TooManyAttempts: Error {
    /// Of what there were too many.
    let summary: String
    /// In seconds.
    let wait: Int

    init(_ summary: String = "too many attempts to log in have failed", wait: Int) {
        self.summary = summary
        self.wait = wait
    }

    /// What the caller is told.
    var error: ApusError {
        ApusError(.throttled, summary, reason: "the next one may be made in \(wait) s")
    }
}
