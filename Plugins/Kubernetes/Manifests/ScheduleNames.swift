public import ApusModel

/// Names of a schedule's Kubernetes objects: computed from it, so that making an object twice finds the first one.
public enum ScheduleNames {
    /// The CronJob: at most 52 characters, however long the schedule's name is, because the names of its Jobs are up to
    /// 11 longer (https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/).
    public static func cronJob(of schedule: Schedule) -> String {
        "\(ObjectNames.label(schedule.name, limit: 39))-\(ObjectNames.mark(schedule.id))"
    }

    /// The Secret with the schedule's token.
    public static func tokenSecret(of schedule: Schedule) -> String { "\(cronJob(of: schedule))-token" }
}
