public import ApusModel

/// Names of a run's Kubernetes objects: computed from run and attempt, so that making an object twice finds the first
/// one.
public struct ObjectNames: Sendable {
    private let run: Run
    private let prefix: String?
    private let steps: [String: (index: Int, prefix: String?)]

    public init(run: Run, plan: RunPlan) {
        self.run = run
        prefix = Self.prefix(plan.orchestratorSettings)
        let numbered = plan.steps.enumerated().map { index, step in
            (step.name, (index, Self.prefix(step.orchestratorSettings)))
        }
        steps = Dictionary(numbered) { first, _ in first }
    }

    /// The Job of the run's driver.
    public var orchestratorJob: String { named("orchestrator") }
    /// The Secret with the run's token.
    public var tokenSecret: String { named("token") }
    /// The Secret with the credentials of the run's container registry.
    public var pullSecret: String { named("pull") }

    /// The Job of an attempt. The step's place in the plan tells apart steps whose names look the same in lower case.
    public func stepJob(of attempt: Attempt.Key) -> String {
        let (index, prefix) = steps[attempt.step] ?? (0, prefix)
        let width = prefix == nil ? 16 : 10
        let parts = [
            prefix, Self.label(run.pipeline, limit: width), mark, Self.label(attempt.step, limit: width),
            String(index), String(attempt.number),
        ]
        return parts.compactMap { $0 }.joined(separator: "-")
    }

    private func named(_ role: String) -> String {
        let pipeline = Self.label(run.pipeline, limit: prefix == nil ? 24 : 16)
        return [prefix, pipeline, mark, role].compactMap { $0 }.joined(separator: "-")
    }

    private static func prefix(_ settings: [String: JSONValue]) -> String? {
        let text = settings["job_name_prefix"]?.stringValue ?? settings["pod_name_prefix"]?.stringValue
        return text.map { label($0, limit: 12) }
    }

    /// `text` as a part of a DNS label (RFC 1123): lower-case letters, digits and inner `-`.
    static func label(_ text: String, limit: Int) -> String {
        let dash = UInt8(ascii: "-")
        let plain = text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
            default: dash
            }
        }
        let cut = plain.drop { $0 == dash }.prefix(limit)
        guard let last = cut.lastIndex(where: { $0 != dash }) else { return "x" }
        return String(decoding: cut[...last], as: UTF8.self)
    }

    /// The random digits at the end of the run's identity.
    private var mark: String { Self.mark(run.id) }

    /// The random digits at the end of an identity.
    static func mark<Subject>(_ id: Identifier<Subject>) -> String {
        String(id.rawValue.filter { $0 != "-" }.suffix(12))
    }
}
