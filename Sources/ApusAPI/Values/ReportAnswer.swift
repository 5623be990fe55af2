/// Whether a report was accepted.
public struct ReportAnswer: Hashable, Sendable, Codable {
    public let accepted: Bool

    public init(accepted: Bool) { self.accepted = accepted }
}
