public import FoundationEssentials

/// Times as text: RFC 3339, UTC, milliseconds.
public enum Timestamp {
    /// `date` as `2026-01-31T08:05:09.042Z`.
    public static func text(_ date: Date) -> String {
        date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// The time that `text` names, with or without a fraction of a second, or `nil` if it names none.
    public static func date(_ text: String) -> Date? {
        for fractional in [true, false] {
            let style = Date.ISO8601FormatStyle(includingFractionalSeconds: fractional)
            if let date = try? style.parse(text) { return date }  // not this form: the other, then nil
        }
        return nil
    }

    /// `date` cut to whole milliseconds, which is what ``text(_:)`` keeps.
    public static func rounded(_ date: Date) -> Date {
        Date(timeIntervalSince1970: (date.timeIntervalSince1970 * 1000).rounded(.down) / 1000)
    }
}
