package import ApusModel
package import FoundationEssentials

extension RunRules {
    /// Accepts the report of whoever holds the newest attempt of a step that is not over, and once more the same
    /// report.
    package static func report(_ report: AttemptReport, at: Date, step: StepRun) -> Ruling<Bool> {
        guard let index = step.attempts.firstIndex(where: { $0.number == report.attempt.number }),
            step.attempts[index].holder == report.holder
        else { return Ruling(false) }
        if step.attempts[index].status.isFinal { return Ruling(isRecorded(report, step, step.attempts[index])) }
        if step.status.isFinal || index != step.attempts.count - 1 { return Ruling(false) }
        let now = Timestamp.rounded(at)
        var step = step
        step.attempts[index].endedAt = now
        step.attempts[index].metrics = report.metrics.flatMap(kept)
        switch report.outcome {
        case .succeeded(let outputs):
            step.attempts[index].status = .succeeded
            step.status = .succeeded
            step.outputs = outputs
            step.endedAt = now
        case .failed(let failure):
            step.attempts[index].status = .failed
            step.attempts[index].failure = failure
            step.status = .pending
        }
        step = step.thinningMetrics(to: mostPointsOfStep)
        return Ruling(true, change: .step(step))
    }

    private static func isRecorded(_ report: AttemptReport, _ step: StepRun, _ attempt: Attempt) -> Bool {
        switch report.outcome {
        case .succeeded(let outputs): attempt.status == .succeeded && step.outputs == outputs
        case .failed(let failure): attempt.status == .failed && attempt.failure == failure
        }
    }
}
