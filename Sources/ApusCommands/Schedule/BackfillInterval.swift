import ApusModel
import FoundationEssentials

/// The times of a schedule between two moments, both included.
struct BackfillInterval {
    let times: [Date]

    /// More is a mistake rather than a wish.
    static let longest = 1000

    /// - Parameters:
    ///   - from: a time as RFC 3339 writes it, or a day in the schedule's time zone.
    ///   - to: the same; a day counts to its end.
    /// - Throws: ``ApusError`` with `.invalidArgument`.
    init(of schedule: Schedule, from: String, to: String, now: Date) throws(ApusError) {
        if schedule.cron.interval != nil {
            throw ApusError(
                .invalidArgument, "schedule '\(schedule.name)' has no times to make up",
                reason: "'\(schedule.cron)' counts from one run to the next",
                hint: "give it fixed times: apus pipeline schedule update \(schedule.name) --cron '0 * * * *'")
        }
        let zone = try ScheduleZone.zone(named: schedule.timeZone)
        let (start, end) = (try Self.moment(from, in: zone), try Self.moment(to, in: zone, isEnd: true))
        if start > end {
            throw ApusError(
                .invalidArgument, "--from \(from) is after --to \(to)", hint: "--from \(to) --to \(from)")
        }
        var found: [Date] = []
        var last = start.addingTimeInterval(-0.001)
        while let next = schedule.cron.next(after: last, in: zone), next <= min(end, now) {
            found.append(next)
            last = next
            if found.count > Self.longest {
                throw ApusError(
                    .invalidArgument,
                    "schedule '\(schedule.name)' comes more than \(Self.longest) times in that interval",
                    hint: "choose a shorter one")
            }
        }
        times = found
    }

    private static func moment(_ text: String, in zone: TimeZone, isEnd: Bool = false) throws(ApusError) -> Date {
        if let date = Timestamp.date(text) { return date }
        guard text.utf8.count == 10, let day = Timestamp.date("\(text)T\(isEnd ? "23:59:59.999" : "00:00:00")Z") else {
            throw ApusError(
                .invalidArgument, "'\(text)' is no time", hint: "such as 2026-01-31, or 2026-01-31T08:00:00Z")
        }
        return day.addingTimeInterval(-Double(zone.secondsFromGMT(for: day)))
    }
}
