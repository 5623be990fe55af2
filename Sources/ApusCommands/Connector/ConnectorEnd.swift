import ApusModel
import FoundationEssentials

/// When credentials end, as it is given on a command line.
enum ConnectorEnd {
    /// The time that `text` names: `YYYY-MM-DD HH:MM:SS` in UTC, or RFC 3339.
    /// - Throws: ``ApusError`` with `.invalidArgument`.
    static func parse(_ text: String?) throws(ApusError) -> Date? {
        guard let text else { return nil }
        let words = text.split(separator: " ")
        if let date = Timestamp.date(words.count == 2 ? "\(words[0])T\(words[1])Z" : text) { return date }
        throw ApusError(
            .invalidArgument, "--expires-at cannot be '\(text)'", reason: "it is no time",
            hint: "write --expires-at='2027-01-31 08:00:00', which is UTC, or 2027-01-31T08:00:00+01:00")
    }

    /// - Throws: ``ApusError`` with `.invalidArgument` for a negative tolerance.
    static func checkTolerance(_ seconds: Int?) throws(ApusError) -> Int? {
        guard let seconds, seconds < 0 else { return seconds }
        throw ApusError(
            .invalidArgument, "--expires-skew-tolerance cannot be \(seconds)", reason: "it is a number of seconds",
            hint: "write 0 to use credentials until they end")
    }
}
