import ApusModel
import FoundationEssentials
import KubernetesDiagnosis

/// Something about a step that is worth a Kubernetes Event.
struct StepRemark: Hashable, Sendable {
    enum Kind: String, Hashable, Sendable, CaseIterable {
        case succeeded = "StepSucceeded"
        case failed = "StepFailed"
        case cached = "StepCached"
        case skipped = "StepSkipped"
        case cancelled = "StepCancelled"
        case retried = "StepRetried"
        case disrupted = "StepDisrupted"
        case waiting = "StepWaiting"

        /// Whether it is what the store says of the step, and not of the moment.
        var isLasting: Bool { self != .disrupted && self != .waiting }

        var isWarning: Bool {
            switch self {
            case .failed, .retried, .disrupted, .waiting: true
            case .succeeded, .cached, .skipped, .cancelled: false
            }
        }

        /// Said of many steps: `12 steps …`.
        var verb: String {
            switch self {
            case .succeeded: "succeeded"
            case .failed: "failed"
            case .cached: "were taken from the cache"
            case .skipped: "were skipped"
            case .cancelled: "were stopped"
            case .retried: "are tried again"
            case .disrupted: "were disrupted"
            case .waiting: "wait"
            }
        }
    }

    let kind: Kind
    let attempt: Attempt.Key
    let text: String
    let at: Date

    /// What two remarks have in common that tell the same.
    struct Mark: Hashable, Sendable {
        let kind: Kind
        let attempt: Int
    }

    var mark: Mark { Mark(kind: kind, attempt: attempt.number) }

    init(_ kind: Kind, _ attempt: Attempt.Key, _ text: String, at: Date) {
        self.kind = kind
        self.attempt = attempt
        self.text = text.shortened(to: 1000)
        self.at = at
    }

    /// What this change of a step tells; `nil` for one that is on its usual way.
    init?(_ step: StepRun) {
        let newest = step.attempts.last
        let attempt = Attempt.Key(run: step.run, step: step.step, number: newest?.number ?? 0)
        let name = "step '\(step.step)'"
        let end = step.endedAt ?? newest?.endedAt ?? Date(timeIntervalSince1970: 0)
        let reason = step.reason ?? newest?.failure?.message ?? "no reason is known"
        switch step.status {
        case .succeeded: self.init(.succeeded, attempt, "\(name) succeeded\(Self.effort(step))", at: end)
        case .failed: self.init(.failed, attempt, "\(name) failed: \(reason)", at: end)
        case .cached:
            let source = step.cachedFrom.map { "run \($0)" } ?? "an earlier run"
            self.init(.cached, attempt, "\(name) did not run: its outputs are those of \(source)", at: end)
        case .skipped: self.init(.skipped, attempt, "\(name) did not run: \(reason)", at: end)
        case .cancelled: self.init(.cancelled, attempt, "\(name) was stopped: \(reason)", at: end)
        case .pending, .launching, .running:
            guard let newest, newest.status == .launched, let failure = step.attempts.dropLast().last?.failure else {
                return nil
            }
            let text = "\(name) is tried again, in attempt \(newest.number): \(failure.message)"
            self.init(.retried, attempt, text, at: newest.launchedAt)
        }
    }

    private static func effort(_ step: StepRun) -> String {
        let attempt = step.attempts.count > 1 ? " in attempt \(step.attempts.count)" : ""
        guard let start = step.startedAt, let end = step.endedAt else { return attempt }
        return "\(attempt) after \(max(Int(end.timeIntervalSince(start).rounded()), 0)) s"
    }
}
