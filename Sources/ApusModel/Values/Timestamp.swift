public import FoundationEssentials

/// Times as text: RFC 3339, UTC, milliseconds. A time is exact in text when it was ``rounded(_:)``.
public enum Timestamp {
    /// `date` as `2026-01-31T08:05:09.042Z`.
    public static func text(_ date: Date) -> String {
        let (seconds, fraction) = milliseconds(date).quotientAndFloorRemainder(of: 1000)
        let whole = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
        return "\(whole.dropLast()).\(String(fraction + 1000).dropFirst())Z"
    }

    /// The time that `text` names, with or without a fraction of a second, or `nil` if it names none (RFC 3339, section
    /// 5.6). Digits after the third of a fraction are left out; a leap second is the second after it.
    public static func date(_ text: String) -> Date? {
        var text = text
        return text.withUTF8 { bytes in
            var reader = TimestampReader(bytes)
            return reader.milliseconds().map { Date(timeIntervalSince1970: Double($0) / 1000) }
        }
    }

    /// `date` to the nearest millisecond.
    public static func rounded(_ date: Date) -> Date {
        Date(timeIntervalSince1970: Double(milliseconds(date)) / 1000)
    }

    private static func milliseconds(_ date: Date) -> Int64 {
        Int64((date.timeIntervalSince1970 * 1000).rounded())
    }
}

extension Int64 {
    fileprivate func quotientAndFloorRemainder(of divisor: Int64) -> (Int64, Int64) {
        let remainder = ((self % divisor) + divisor) % divisor
        return ((self - remainder) / divisor, remainder)
    }
}
