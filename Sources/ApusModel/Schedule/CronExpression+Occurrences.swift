public import FoundationEssentials

extension CronExpression {
    /// The first time after `date` at which the expression comes, or `nil` when none is within nine years.
    ///
    /// Times are whole minutes at which clocks in `zone` show what the fields say. So a time that daylight saving skips
    /// does not come that day, and one that it repeats comes twice: that is how robfig/cron counts, and so Kubernetes.
    /// An `@every` comes that long after `date`, whatever the zone.
    public func next(after date: Date, in zone: TimeZone) -> Date? {
        let from = Int(date.timeIntervalSince1970.rounded(.down))
        switch timing {
        case .interval(let seconds): return Date(timeIntervalSince1970: Double(from + seconds))
        case .calendar(let calendar):
            return calendar.next(after: from, in: zone).map { Date(timeIntervalSince1970: Double($0)) }
        }
    }

    /// The seconds from one time to the next of an `@every`; `nil` for times that a calendar gives.
    public var interval: Int? {
        switch timing {
        case .interval(let seconds): seconds
        case .calendar: nil
        }
    }

    /// The first `count` times after `date`; see ``next(after:in:)``.
    public func next(_ count: Int, after date: Date, in zone: TimeZone) -> [Date] {
        var times: [Date] = []
        while times.count < count, let next = next(after: times.last ?? date, in: zone) { times.append(next) }
        return times
    }
}

extension CronCalendar {
    /// Times in seconds since 1970.
    fileprivate func next(after time: Int, in zone: TimeZone) -> Int? {
        // Where clocks go back over midnight, yesterday may come again.
        let first = (time + zone.offset(at: time)).flooredQuotient(by: 86_400) - 1
        for number in first..<first + Self.horizon {
            guard let found = self.first(on: number, after: time, in: zone) else { continue }
            return [found, self.first(on: number + 1, after: time, in: zone)].compactMap { $0 }.min()
        }
        return nil
    }

    /// In days: two leap years may be eight years apart.
    private static let horizon = 9 * 366

    private func first(on number: Int, after time: Int, in zone: TimeZone) -> Int? {
        guard includes(CivilDay(number: number)) else { return nil }
        let midnight = number * 86_400
        // Offsets are below a day, so these are in force before and after whatever happens to clocks on that day.
        let (before, after) = (zone.offset(at: midnight - 86_400), zone.offset(at: midnight + 2 * 86_400))
        var earliest: Int?
        for hour in hour.values {
            for minute in minute.values {
                let shown = midnight + hour * 3600 + minute * 60
                for offset in before == after ? [before] : [before, after] {
                    let candidate = shown - offset
                    guard candidate > time, candidate < earliest ?? .max else { continue }
                    if zone.offset(at: candidate) == offset { earliest = candidate }
                }
                if earliest != nil, before == after { return earliest }
            }
        }
        return earliest
    }
}

extension TimeZone {
    fileprivate func offset(at time: Int) -> Int { secondsFromGMT(for: Date(timeIntervalSince1970: Double(time))) }
}

extension Int {
    fileprivate func flooredQuotient(by divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
