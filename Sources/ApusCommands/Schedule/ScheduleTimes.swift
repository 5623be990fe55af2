import ApusModel
import FoundationEssentials

/// When a schedule comes, as people read it.
struct ScheduleTimes {
    let schedule: Schedule

    /// `at 02:30 every day (Europe/Berlin)`
    var explanation: String { "\(schedule.cron.explanation) (\(schedule.timeZone))" }

    /// The next five times; none while the schedule is paused.
    ///
    /// An `@every` is counted from when the schedule was made, as the CronJob controller counts from when it first saw
    /// the CronJob.
    func next(after now: Date) throws(ApusError) -> [Date] {
        if schedule.isSuspended { return [] }
        let zone = try ScheduleZone.zone(named: schedule.timeZone)
        guard let interval = schedule.cron.interval.map(Double.init) else {
            return schedule.cron.next(5, after: now, in: zone)
        }
        let passed = max(0, (now.timeIntervalSince(schedule.createdAt) / interval).rounded(.down))
        return schedule.cron.next(5, after: schedule.createdAt.addingTimeInterval(passed * interval), in: zone)
    }

    /// `date` as a clock in the schedule's zone shows it: `2026-03-29 02:30 +02:00`.
    func text(_ date: Date) throws(ApusError) -> String {
        let offset = try ScheduleZone.zone(named: schedule.timeZone).secondsFromGMT(for: date)
        let shown = Timestamp.text(date.addingTimeInterval(Double(offset)))
        let seconds = schedule.cron.interval != nil ? shown.dropFirst(16).prefix(3) : ""
        return "\(shown.prefix(10)) \(shown.dropFirst(11).prefix(5))\(seconds) \(Self.sign(offset))"
    }

    private static func sign(_ offset: Int) -> String {
        let parts = [abs(offset) / 3600, abs(offset) / 60 % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
        return (offset < 0 ? "-" : "+") + parts.joined(separator: ":")
    }
}
