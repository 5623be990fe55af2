/// One finding about something that a user made, among others: findings are collected and shown together.
public struct Diagnostic: Hashable, Sendable, Codable {
    public enum Severity: String, Hashable, Sendable, Codable {
        case error, warning
    }

    public let severity: Severity
    public let summary: String
    public let reason: String?
    public let hint: String?

    public init(_ severity: Severity, _ summary: String, reason: String? = nil, hint: String? = nil) {
        self.severity = severity
        self.summary = summary
        self.reason = reason
        self.hint = hint
    }
}
