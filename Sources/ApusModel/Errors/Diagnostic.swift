/// One finding about something that a user made, among others: findings are collected and shown together.
public struct Diagnostic: Hashable, Sendable, Codable {
    public enum Severity: String, Hashable, Sendable, Codable, CaseIterable {
        case error, warning
    }

    public let severity: Severity
    /// What kind of failure it would be if nobody cared.
    public let code: ApusError.Code
    public let summary: String
    public let reason: String?
    public let hint: String?

    public init(
        _ severity: Severity, _ summary: String, reason: String? = nil, hint: String? = nil,
        code: ApusError.Code = .invalidConfiguration
    ) {
        self.severity = severity
        self.code = code
        self.summary = summary
        self.reason = reason
        self.hint = hint
    }

    /// A finding that is an error, in its words.
    public init(_ error: ApusError) {
        self.init(
            .error, error.summary, reason: error.reason ?? error.cause.map { String(describing: $0) }, hint: error.hint,
            code: error.code)
    }
}
