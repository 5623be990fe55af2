package import ApusModel
package import FoundationEssentials

extension RunRules {
    /// Ends the attempt as failed unless it or its step is over.
    /// - Throws: `.notFound` when the attempt was never launched.
    package static func lose(
        _ attempt: Attempt.Key, failure: AttemptFailure, at: Date, step: StepRun
    ) throws(ApusError) -> Ruling<StepRun> {
        guard let index = step.attempts.firstIndex(where: { $0.number == attempt.number }) else {
            throw ApusError(.notFound, "step '\(attempt.step)' has no attempt \(attempt.number)")
        }
        if step.status.isFinal || step.attempts[index].status.isFinal { return Ruling(step) }
        var step = step
        step.attempts[index].status = .failed
        step.attempts[index].failure = failure
        step.attempts[index].endedAt = Timestamp.rounded(at)
        step.status = .pending
        return Ruling(step, change: .step(step))
    }
}
