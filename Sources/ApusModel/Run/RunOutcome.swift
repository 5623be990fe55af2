/// How a run ended, or the part of it before its finally steps.
public struct RunOutcome: Hashable, Sendable, Codable {
    /// `.succeeded`, `.failed` or `.cancelled`.
    public let status: RunStatus
    /// Why, naming the first step that failed; `nil` for a success.
    public let reason: String?

    public init(_ status: RunStatus, reason: String? = nil) {
        self.status = status
        self.reason = reason
    }
}
