extension CronExpression {
    /// When it comes, in words: `at 02:30 on Mondays and Fridays`.
    public var explanation: String {
        switch timing {
        case .interval(let seconds): Self.interval(seconds)
        case .calendar(let calendar): calendar.explanation
        }
    }

    /// `every 1 hour and 30 minutes`
    private static func interval(_ seconds: Int) -> String {
        let parts = [(seconds / 86_400, "day"), (seconds / 3600 % 24, "hour"), (seconds / 60 % 60, "minute")]
        let words = (parts + [(seconds % 60, "second")]).filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
        return "every " + CronWords.list(words)
    }
}

extension CronCalendar {
    fileprivate var explanation: String {
        [time, days, months].compactMap { $0 }.joined(separator: " ")
    }

    private var time: String {
        let (minutes, hours) = (minute.values, hour.values)
        if minutes.count * hours.count <= 6 {
            let times = hours.flatMap { hour in minutes.map { "\(Self.twoDigits(hour)):\(Self.twoDigits($0))" } }
            return "at " + CronWords.list(times)
        }
        return [minutePart, hourPart].compactMap { $0 }.joined(separator: " ")
    }

    private var minutePart: String {
        if minute.isFull { return "every minute" }
        if let step = minute.step { return "every \(step) minutes" }
        return "at minute\(minute.values.count == 1 ? "" : "s") " + CronWords.list(minute.values, String.init)
    }

    private var hourPart: String? {
        if hour.isFull { return minute.isFull || minute.step != nil ? nil : "of every hour" }
        if let step = hour.step { return "of every \(step) hours from 00:00 on" }
        return "of hour\(hour.values.count == 1 ? "" : "s") " + CronWords.list(hour.values, Self.twoDigits)
    }

    private var days: String? {
        let byMonth =
            "on day\(dayOfMonth.values.count == 1 ? "" : "s") " + CronWords.list(dayOfMonth.values, String.init)
        let byWeek = "on " + CronWords.list(dayOfWeek.values) { CronWords.longWeekdays[$0] }
        let isRestricted = !dayOfMonth.isUnrestricted && !dayOfWeek.isUnrestricted
        switch (dayOfMonth.isFull, dayOfWeek.isFull) {
        case (true, true),
            (true, false) where isRestricted, (false, true) where isRestricted:
            return months == nil && minute.values.count * hour.values.count <= 6 ? "every day" : nil
        case (false, true): return byMonth + (months == nil ? " of every month" : "")
        case (true, false): return byWeek
        case (false, false): return "\(byMonth) and \(byWeek)"
        }
    }

    private var months: String? {
        month.isFull ? nil : "in " + CronWords.list(month.values) { CronWords.longMonths[$0 - 1] }
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension CronField {
    /// The distance of the values when it is the same for all from the lowest on, round the clock; else `nil`.
    fileprivate var step: Int? {
        let values = values
        guard values.count > 2, let first = values.first, first == unit.range.lowerBound else { return nil }
        let step = values[1] - first
        let isEven = zip(values, values.dropFirst()).allSatisfy { $1 - $0 == step }
        return isEven && step > 1 && values.count * step == unit.range.count ? step : nil
    }
}
