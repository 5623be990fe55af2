public import ApusModel

/// Names of Kubernetes objects: computed from run and attempt, so that making an object twice finds the first one.
public enum ObjectName {
    /// The Job of the run's driver.
    public static func orchestratorJob(of run: Run) -> String {
        "\(label(run.pipeline, limit: 24))-\(mark(run.id))-orchestrator"
    }

    /// The Job of an attempt. The step's place in the plan tells apart steps whose names look the same in lower case.
    public static func stepJob(of attempt: Attempt.Key, pipeline: String, index: Int) -> String {
        "\(label(pipeline, limit: 16))-\(mark(attempt.run))-\(label(attempt.step, limit: 16))-\(index)-\(attempt.number)"
    }

    /// `text` as a part of a DNS label (RFC 1123): lower-case letters, digits and inner `-`.
    static func label(_ text: String, limit: Int) -> String {
        let plain = text.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        let cut = plain.drop { $0 == "-" }.prefix(limit)
        let trimmed = String(cut.reversed().drop { $0 == "-" }.reversed())
        return trimmed.isEmpty ? "x" : trimmed
    }

    /// The random digits at the end of a run's identity.
    private static func mark(_ run: Identifier<Run>) -> String { String(run.rawValue.filter { $0 != "-" }.suffix(12)) }
}
