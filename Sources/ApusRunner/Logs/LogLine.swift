public import FoundationEssentials

/// A line that a step printed.
public struct LogLine: Hashable, Sendable, Codable {
    public enum Stream: String, Hashable, Sendable, Codable {
        case stdout, stderr
        /// Said by the runner about itself.
        case runner
    }

    /// When the runner got it.
    public let at: Date
    public let stream: Stream
    /// Without its line end.
    public let text: String

    public init(at: Date, stream: Stream, text: String) {
        self.at = at
        self.stream = stream
        self.text = text
    }
}
