/// What happens to the rest of a run when a step has failed for good.
public enum FailureMode: String, Hashable, Sendable, Codable, CaseIterable {
    /// Running steps are stopped and nothing new starts.
    case failFast = "fail_fast"
    /// Running steps are watched to their end and nothing new starts.
    case stopOnFailure = "stop_on_failure"
    /// Only the steps downstream of the failed one are skipped.
    case continueOnFailure = "continue_on_failure"
}
