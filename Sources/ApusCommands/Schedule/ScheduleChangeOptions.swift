import ApusModel
import ArgumentParser

/// Options that say how a schedule fires.
struct ScheduleChangeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("When it runs: '30 2 * * mon-fri', '@daily', '@every 6h'.", valueName: "expression"))
    var cron: String?
    @Option(help: "The time zone of these times, such as Europe/Berlin; UTC without one.")
    var timeZone: String?
    @Option(help: "What happens while an earlier run is under way: Allow, Forbid or Replace.")
    var concurrencyPolicy: String?
    @Option(help: "For how many seconds a missed time may still be made up.")
    var startingDeadlineSeconds: Int?
    @Option(help: "How many Jobs that succeeded are kept.")
    var successfulJobsHistoryLimit: Int?
    @Option(help: "How many Jobs that failed are kept.")
    var failedJobsHistoryLimit: Int?

    func validate() throws {
        for (name, value) in [
            ("starting-deadline-seconds", startingDeadlineSeconds),
            ("successful-jobs-history-limit", successfulJobsHistoryLimit),
            ("failed-jobs-history-limit", failedJobsHistoryLimit),
        ] {
            if let value, value < 0 { throw ValidationError("--\(name) is \(value); it cannot be below 0") }
        }
    }

    /// Whether nothing was asked for.
    var isEmpty: Bool {
        cron == nil && timeZone == nil && concurrencyPolicy == nil && startingDeadlineSeconds == nil
            && successfulJobsHistoryLimit == nil && failedJobsHistoryLimit == nil
    }

    /// - Throws: ``ApusError`` with `.invalidArgument`.
    func apply(to schedule: inout Schedule) throws(ApusError) {
        if let cron { schedule.cron = try CronExpression(cron) }
        if let timeZone {
            _ = try ScheduleZone.zone(named: timeZone)
            schedule.timeZone = timeZone
        }
        if let concurrencyPolicy { schedule.concurrencyPolicy = try .named(concurrencyPolicy) }
        if let startingDeadlineSeconds { schedule.startingDeadlineSeconds = startingDeadlineSeconds }
        if let successfulJobsHistoryLimit { schedule.successfulJobsHistoryLimit = successfulJobsHistoryLimit }
        if let failedJobsHistoryLimit { schedule.failedJobsHistoryLimit = failedJobsHistoryLimit }
    }
}
