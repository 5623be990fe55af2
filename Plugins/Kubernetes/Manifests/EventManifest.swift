public import ApusModel
public import FoundationEssentials

/// Builds the Kubernetes Events about a run, which people find on its orchestrator's Job
/// (https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/).
public struct EventManifest: Sendable {
    /// An annotation: the time of the newest change that the Event tells, to the millisecond.
    public static let until = "apus.dev/until"

    private let run: Run
    private let namespace: String
    private let owner: JobOwner

    /// - Parameter owner: the orchestrator's Job.
    public init(run: Run, namespace: String, owner: JobOwner) {
        self.run = run
        self.namespace = namespace
        self.owner = owner
    }

    /// Selects the Events of the run.
    public var selector: String { ObjectLabel.eventSelector(run: run.id) }

    /// One Event, as every server has them.
    /// - Parameters:
    ///   - reason: one word, in capitals: `StepFailed`.
    ///   - count: how many changes it tells.
    ///   - attempt: the attempt that it is about; `nil` for several.
    ///   - date: when the newest of them was.
    ///   - isLasting: whether what was told until then is told for good.
    public func event(
        _ reason: String, _ message: String, isWarning: Bool, count: Int = 1, about attempt: Attempt.Key?,
        until date: Date, isLasting: Bool = true
    ) -> JSONValue {
        let mark = String(UInt64(max(date.timeIntervalSince1970, 0) * 1_000_000), radix: 16)
        let subject = attempt.map { ObjectNames.label($0.step, limit: 40) } ?? "steps"
        var metadata: [String: JSONValue] = [
            "name": .string("\(owner.name).\(reason.lowercased())-\(subject).\(mark)"),
            "namespace": .string(namespace), "labels": .object(ObjectLabel.event(run, attempt)),
        ]
        if isLasting { metadata["annotations"] = .object([Self.until: .string(Timestamp.text(date))]) }
        // Times of these fields are in whole seconds.
        let time = JSONValue.string(String(Timestamp.text(date).prefix(19)) + "Z")
        return [
            "apiVersion": "v1", "kind": "Event", "metadata": .object(metadata),
            "involvedObject": [
                "apiVersion": "batch/v1", "kind": "Job", "name": .string(owner.name),
                "namespace": .string(namespace), "uid": .string(owner.uid),
            ],
            "reason": .string(reason), "message": .string(message), "type": isWarning ? "Warning" : "Normal",
            "source": ["component": "apus-orchestrator"], "reportingComponent": "apus.dev/orchestrator",
            "reportingInstance": .string(owner.name), "firstTimestamp": time, "lastTimestamp": time,
            "count": .integer(Int64(count)),
        ]
    }
}
