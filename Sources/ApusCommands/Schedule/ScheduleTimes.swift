import ApusModel
import FoundationEssentials

/// When a schedule comes, as people read it.
struct ScheduleTimes {
    let schedule: Schedule

    /// `at 02:30 every day (Europe/Berlin)`
    var explanation: String { "\(schedule.cron.explanation) (\(schedule.timeZone))" }

    /// The next five times; none while the schedule is paused.
    func next(after now: Date) throws(ApusError) -> [Date] { try schedule.next(5, after: now) }

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
