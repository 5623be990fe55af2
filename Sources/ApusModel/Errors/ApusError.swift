/// What went wrong, in the words that a user sees: the thing, the reason and the next command.
///
/// Code decides by ``code``; nobody matches on text. Two errors are equal when their codes are.
public struct ApusError: Error, Sendable {
    /// What kind of failure this is. An open set: later versions may add codes.
    public struct Code: Hashable, Sendable, Codable, RawRepresentable {
        public let rawValue: String
        public init(rawValue: String) { self.rawValue = rawValue }
    }

    public let code: Code
    /// One sentence without a full stop, naming the thing: `stack 'prod' does not exist`.
    public let summary: String
    /// Why, when the summary does not say it.
    public let reason: String?
    /// What to do next, with the exact command where there is one.
    public let hint: String?
    /// The error underneath, if any.
    public let cause: (any Error)?

    public init(_ code: Code, _ summary: String, reason: String? = nil, hint: String? = nil, cause: (any Error)? = nil)
    {
        self.code = code
        self.summary = summary
        self.reason = reason
        self.hint = hint
        self.cause = cause
    }
}

extension ApusError: Equatable {
    public static func == (left: ApusError, right: ApusError) -> Bool { left.code == right.code }
}

extension ApusError: CustomStringConvertible {
    /// The summary, the reason and the hint on one line each.
    public var description: String {
        var lines = [summary]
        if let reason = reason ?? cause.map({ String(describing: $0) }) { lines.append("reason: \(reason)") }
        if let hint { lines.append("hint: \(hint)") }
        return lines.joined(separator: "\n")
    }
}
