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
        guard isOnClock(first) else { return nil }
        // Not a time: nil says so.
        guard let whole = try? Date("\(first)\(zone)", strategy: .iso8601) else { return nil }
        let thousandths = Int64(fraction.prefix(3)) ?? 0
        let scale: Int64 = fraction.count == 1 ? 100 : fraction.count == 2 ? 10 : 1
        return Date(timeIntervalSince1970: Double(milliseconds(whole) + thousandths * scale) / 1000)
    }

    /// Whether the numbers of `2026-01-31T08:05:09` are those of a day and of a time of day: RFC 3339, section 5.7. The
    /// parser takes 12:99 for 13:39.
    private static func isOnClock(_ text: Substring) -> Bool {
        let numbers = text.prefix(19).split { !$0.isNumber }.compactMap { Int($0) }
        guard numbers.count == 6, (1...12).contains(numbers[1]) else { return false }
        let isLeap = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
        let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][numbers[1] - 1]
        return (1...days).contains(numbers[2]) && numbers[3] < 24 && numbers[4] < 60 && numbers[5] <= 60
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
