public import FoundationEssentials

/// Times as text: RFC 3339, UTC, milliseconds. A time is exact in text when it was ``rounded(_:)``.
public enum Timestamp {
    /// `date` as `2026-01-31T08:05:09.042Z`.
    public static func text(_ date: Date) -> String {
        let (seconds, fraction) = milliseconds(date).quotientAndFloorRemainder(of: 1000)
        let whole = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
        return "\(whole.dropLast()).\(String(fraction + 1000).dropFirst())Z"
    }

    /// The time that `text` names, with or without a fraction of a second, or `nil` if it names none.
    public static func date(_ text: String) -> Date? {
        let parts = text.split(separator: ".", maxSplits: 1)
        guard let first = parts.first else { return nil }
        let fraction = parts.count == 2 ? parts[1].prefix { $0.isASCII && $0.isNumber } : ""
        let zone = parts.count == 2 ? parts[1].dropFirst(fraction.count) : ""
        if parts.count == 2, fraction.isEmpty { return nil }
        // Not a time: nil says so.
        guard let whole = try? Date("\(first)\(zone)", strategy: .iso8601) else { return nil }
        let thousandths = Int64(fraction.prefix(3)) ?? 0
        let scale: Int64 = fraction.count == 1 ? 100 : fraction.count == 2 ? 10 : 1
        return Date(timeIntervalSince1970: Double(milliseconds(whole) + thousandths * scale) / 1000)
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
