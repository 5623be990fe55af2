public import FoundationEssentials

/// A line that an attempt of a step printed.
public struct LoggedLine: Hashable, Sendable, Codable {
    /// The number of the attempt.
    public let attempt: Int
    /// When its runner got it.
    public let at: Date
    /// `stdout`, `stderr`, or `runner` for what the runner says about itself.
    public let stream: String
    /// Without its line end.
    public let text: String

    public init(attempt: Int, at: Date, stream: String, text: String) {
        self.attempt = attempt
        self.at = at
        self.stream = stream
        self.text = text
    }
}
