public import ApusModel
public import FoundationEssentials

/// The status that a run moves to.
public struct RunAdvance: Hashable, Sendable, Codable {
    public let status: RunStatus
    public let reason: String?
    public let at: Date

    public init(status: RunStatus, reason: String?, at: Date) {
        self.status = status
        self.reason = reason
        self.at = at
    }
}
