public import ApusModel

/// The labels by which objects of a run are found. `run`, `pipeline` and `step` are for people, the others decide.
public enum ObjectLabel {
    public static let run = "run"
    public static let pipeline = "pipeline"
    static let stepName = "step"
    public static let runID = "apus.dev/run-id"
    public static let step = "apus.dev/step"
    public static let attempt = "apus.dev/attempt"
    public static let role = "apus.dev/role"
    public static let schedule = "schedule"
    public static let scheduleID = "apus.dev/schedule-id"
    /// An annotation: the URL of the server that a schedule is kept by.
    public static let server = "apus.dev/server"

    /// Selects every object of the run.
    public static func selector(run: Identifier<Run>) -> String { "\(runID)=\(run)" }
    /// Selects the run's step objects.
    public static func stepSelector(run: Identifier<Run>) -> String { "\(runID)=\(run),\(role)=step" }

    /// Selects the objects of one step, of all its attempts.
    public static func selector(run: Identifier<Run>, step: String) -> String {
        "\(stepSelector(run: run)),\(Self.step)=\(step)"
    }

    /// Selects every object of the attempt.
    public static func selector(_ attempt: Attempt.Key) -> String {
        "\(selector(run: attempt.run, step: attempt.step)),\(Self.attempt)=\(attempt.number)"
    }

    /// Selects the Kubernetes Events that tell of the run's steps.
    public static func eventSelector(run: Identifier<Run>) -> String { "\(runID)=\(run),\(role)=event" }

    /// Selects those that tell of the attempt.
    public static func eventSelector(_ attempt: Attempt.Key) -> String {
        "\(eventSelector(run: attempt.run)),\(step)=\(attempt.step),\(Self.attempt)=\(attempt.number)"
    }

    /// Selects what the cluster has of the schedule, but for its runs.
    public static func selector(schedule: Identifier<Schedule>) -> String { "\(scheduleID)=\(schedule)" }

    /// Selects the CronJobs of all schedules.
    public static var scheduleSelector: String { "app.kubernetes.io/managed-by=apus,\(scheduleID)" }

    static func common(_ schedule: Schedule) -> [String: JSONValue] {
        [
            Self.schedule: .string(schedule.name), pipeline: .string(schedule.pipeline),
            scheduleID: .string(schedule.id.rawValue), "app.kubernetes.io/managed-by": "apus",
        ]
    }

    /// The labels that tell people which run an object belongs to, for an object that was made before it.
    public static func names(of run: Run) -> JSONValue {
        .object([Self.run: .string(run.name), runID: .string(run.id.rawValue)])
    }

    static func common(_ run: Run, role: String) -> [String: JSONValue] {
        [
            Self.run: .string(run.name), pipeline: .string(run.pipeline), runID: .string(run.id.rawValue),
            Self.role: .string(role), "app.kubernetes.io/managed-by": "apus",
        ]
    }

    static func common(_ run: Run, attempt: Attempt.Key) -> [String: JSONValue] {
        common(run, role: "step").merging([
            stepName: .string(attempt.step), step: .string(attempt.step),
            Self.attempt: .string(String(attempt.number)),
        ]) { _, own in own }
    }

    /// The labels that ``attemptKey(in:)`` reads.
    public static func identifying(_ attempt: Attempt.Key) -> [String: String] {
        [runID: attempt.run.rawValue, step: attempt.step, Self.attempt: String(attempt.number)]
    }

    static func event(_ run: Run, _ attempt: Attempt.Key?) -> [String: JSONValue] {
        var labels = attempt.map { common(run, attempt: $0) } ?? common(run, role: "event")
        labels[role] = "event"
        return labels
    }

    /// The attempt that an object with these labels belongs to, or `nil` when they name none.
    public static func attemptKey(in labels: [String: String]) -> Attempt.Key? {
        guard let run = labels[runID], let step = labels[step], let number = labels[attempt].flatMap(Int.init) else {
            return nil
        }
        return Attempt.Key(run: Identifier(rawValue: run), step: step, number: number)
    }
}
