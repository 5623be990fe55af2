public import ApusModel

/// The labels by which objects of a run are found. `run` and `pipeline` are for people, the others decide.
public enum ObjectLabel {
    public static let run = "run"
    public static let pipeline = "pipeline"
    public static let runID = "apus.dev/run-id"
    public static let step = "apus.dev/step"
    public static let attempt = "apus.dev/attempt"
    public static let role = "apus.dev/role"

    /// Selects every object of the run.
    public static func selector(run: Identifier<Run>) -> String { "\(runID)=\(run)" }
    /// Selects the run's step objects.
    public static func stepSelector(run: Identifier<Run>) -> String { "\(runID)=\(run),\(role)=step" }

    static func common(_ run: Run, role: String) -> [String: JSONValue] {
        [
            Self.run: .string(run.name), pipeline: .string(run.pipeline), runID: .string(run.id.rawValue),
            Self.role: .string(role), "app.kubernetes.io/managed-by": "apus",
        ]
    }

    /// The attempt that an object with these labels belongs to, or `nil` when they name none.
    public static func attemptKey(in labels: [String: String]) -> Attempt.Key? {
        guard let run = labels[runID], let step = labels[step], let number = labels[attempt].flatMap(Int.init) else { return nil }
        return Attempt.Key(run: Identifier(rawValue: run), step: step, number: number)
    }
}
