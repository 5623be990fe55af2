/// The five fields of a cron expression.
struct CronCalendar: Hashable, Sendable {
    var minute: CronField
    var hour: CronField
    var dayOfMonth: CronField
    var month: CronField
    /// 0 is Sunday.
    var dayOfWeek: CronField

    /// Whether the expression comes on that day.
    ///
    /// When day of month and day of week are both restricted, either is enough; `*` restricts nothing, `*/2` does
    /// (https://man7.org/linux/man-pages/man5/crontab.5.html, and robfig/cron's `dayMatches`).
    func includes(_ day: CivilDay) -> Bool {
        guard month.contains(day.month) else { return false }
        let (byMonth, byWeek) = (dayOfMonth.contains(day.day), dayOfWeek.contains(day.weekday))
        return dayOfMonth.isUnrestricted || dayOfWeek.isUnrestricted ? byMonth && byWeek : byMonth || byWeek
    }
}
