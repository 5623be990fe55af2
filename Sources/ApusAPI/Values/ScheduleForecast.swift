public import FoundationEssentials

/// When a schedule comes.
public struct ScheduleForecast: Hashable, Sendable, Codable {
    /// Its expression in words: `at 02:30 every day`.
    public let explanation: String
    /// The next times; none while it is paused.
    public let next: [Date]

    public init(explanation: String, next: [Date]) {
        self.explanation = explanation
        self.next = next
    }
}
