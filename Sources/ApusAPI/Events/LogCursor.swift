/// A place in what a step printed. Later ones are greater.
public struct LogCursor: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The number of the attempt that printed the line.
    public let attempt: Int
    /// Counted from 1; 0 is before the first line.
    public let line: Int

    public init(attempt: Int, line: Int) {
        self.attempt = attempt
        self.line = line
    }

    /// - Parameter text: such as `2.41`; `nil` for what is none.
    public init?(_ text: String) {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 2, let attempt = numbers[0], let line = numbers[1], attempt >= 0, line >= 0 else {
            return nil
        }
        self.init(attempt: attempt, line: line)
    }

    public var description: String { "\(attempt).\(line)" }

    public static func < (left: LogCursor, right: LogCursor) -> Bool {
        (left.attempt, left.line) < (right.attempt, right.line)
    }

    /// Before everything.
    public static let start = LogCursor(attempt: 0, line: 0)
}
