/// A day of the proleptic Gregorian calendar, without a time zone.
struct CivilDay: Hashable, Sendable {
    /// Days since 1970-01-01.
    let number: Int
    let month: Int
    let day: Int

    /// Counts in years that begin in March, so that the leap day comes last
    /// (https://howardhinnant.github.io/date_algorithms.html#civil_from_days).
    init(number: Int) {
        self.number = number
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    }

    /// 0 is Sunday; 1970-01-01 was a Thursday.
    var weekday: Int { ((number + 4) % 7 + 7) % 7 }

    /// The most days that the month has in any year.
    static func longest(month: Int) -> Int { month == 2 ? 29 : [4, 6, 9, 11].contains(month) ? 30 : 31 }
}
