public import ApusModel

/// How a run ended.
public struct RunOutcome: Hashable, Sendable {
    /// `.succeeded`, `.failed` or `.cancelled`.
    public let status: RunStatus
    /// Why, naming the first step that failed; `nil` for a success.
    public let reason: String?

    public init(_ status: RunStatus, reason: String? = nil) {
        self.status = status
        self.reason = reason
    }
}
