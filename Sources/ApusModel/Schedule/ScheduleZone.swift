public import FoundationEssentials

/// Time zones of schedules: names of the IANA time zone database, as the field `timeZone` of a CronJob takes them
/// (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#time-zones).
public enum ScheduleZone {
    /// The zone of that name.
    ///
    /// The rules come with Foundation, so only programs that link all of it know other zones than UTC.
    /// - Throws: ``ApusError`` with `.invalidArgument`.
    public static func zone(named name: String) throws(ApusError) -> TimeZone {
        if [Schedule.utc, "Etc/UTC", "GMT"].contains(name), let zone = TimeZone(secondsFromGMT: 0) { return zone }
        // Foundation also knows `PST` and `GMT+2`, which are no names of the database.
        if name.contains("/"), let zone = TimeZone(identifier: name) { return zone }
        throw ApusError(
            .invalidArgument, "there is no time zone '\(name)'",
            reason: "it is not in the IANA time zone database, in which capitals count",
            hint: "such as 'Europe/Berlin', or 'UTC'; timedatectl list-timezones shows them")
    }
}
