public import FoundationEssentials

extension Schedule {
    /// The next times that it comes; none while it is paused.
    ///
    /// An `@every` is counted from when the schedule was made, as the CronJob controller counts from when it first saw
    /// the CronJob.
    /// - Throws: ``ApusError`` with `.invalidArgument` for a zone that this program does not know: see ``ScheduleZone``.
    public func next(_ count: Int, after now: Date) throws(ApusError) -> [Date] {
        if isSuspended { return [] }
        let zone = try ScheduleZone.zone(named: timeZone)
        guard let interval = cron.interval.map(Double.init) else { return cron.next(count, after: now, in: zone) }
        let passed = max(0, (now.timeIntervalSince(createdAt) / interval).rounded(.down))
        return cron.next(count, after: createdAt.addingTimeInterval(passed * interval), in: zone)
    }
}
