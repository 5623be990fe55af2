public import FoundationEssentials

/// A part of what an attempt printed.
public struct LogPart: Hashable, Sendable, Codable {
    /// A line that a step printed.
    public struct Line: Hashable, Sendable, Codable {
        /// When the runner got it.
        public let at: Date
        /// `stdout`, `stderr`, or `runner` for what the runner says about itself.
        public let stream: String
        /// Without its line end.
        public let text: String

        public init(at: Date, stream: String, text: String) {
            self.at = at
            self.stream = stream
            self.text = text
        }
    }

    /// Oldest first.
    public let lines: [Line]
    /// What to ask for the next part with. The same as before when there is nothing new.
    public let next: Int

    public init(lines: [Line], next: Int) {
        self.lines = lines
        self.next = next
    }
}
