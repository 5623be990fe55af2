import ApusModel
import FoundationEssentials

/// What somebody wants of a schedule: by options of a command, else by the pipeline file, else by the orchestrator's
/// settings, else as it is or by default.
struct ScheduleDraft {
    let spec: ScheduleSpec
    let plan: RunPlan

    /// The schedule to store in the place of `stored`, or as a new one.
    /// - Throws: ``ApusError`` with `.invalidArgument`, `.invalidConfiguration`.
    func schedule(named name: String, replacing stored: Schedule?, at now: Date) throws(ApusError) -> Schedule {
        let settings = try ScheduleSettings(plan.orchestratorSettings)
        let schedule = Schedule(
            id: stored?.id ?? .make(), name: name, pipeline: plan.pipeline, stack: plan.stack, cron: spec.cron,
            timeZone: spec.timeZone ?? Schedule.utc,
            concurrencyPolicy: spec.concurrencyPolicy ?? settings.concurrencyPolicy ?? .allow,
            startingDeadlineSeconds: spec.startingDeadlineSeconds ?? settings.startingDeadlineSeconds,
            successfulJobsHistoryLimit: spec.successfulJobsHistoryLimit ?? settings.successfulJobsHistoryLimit ?? 3,
            failedJobsHistoryLimit: spec.failedJobsHistoryLimit ?? settings.failedJobsHistoryLimit ?? 1,
            isSuspended: spec.isSuspended ?? stored?.isSuspended ?? false, handle: stored?.handle,
            createdAt: stored?.createdAt ?? now, updatedAt: now)
        _ = try ScheduleZone.zone(named: schedule.timeZone)
        return schedule
    }
}

/// What an orchestrator's settings say about schedules.
private struct ScheduleSettings {
    let concurrencyPolicy: Schedule.ConcurrencyPolicy?
    let startingDeadlineSeconds: Int?
    let successfulJobsHistoryLimit: Int?
    let failedJobsHistoryLimit: Int?

    init(_ settings: [String: JSONValue]) throws(ApusError) {
        let policy = settings["concurrency_policy"]?.stringValue
        concurrencyPolicy = try policy.map { word throws(ApusError) in try .named(word) }
        startingDeadlineSeconds = settings["starting_deadline_seconds"]?.integerValue.map(Int.init)
        successfulJobsHistoryLimit = settings["successful_jobs_history_limit"]?.integerValue.map(Int.init)
        failedJobsHistoryLimit = settings["failed_jobs_history_limit"]?.integerValue.map(Int.init)
    }
}
