/// A part of what an attempt printed.
public struct LogPart: Hashable, Sendable, Codable {
    /// Oldest first.
    public let lines: [LoggedLine]
    /// What to ask for the next part with. The same as before when there is nothing new.
    public let next: Int

    public init(lines: [LoggedLine], next: Int) {
        self.lines = lines
        self.next = next
    }
}
