package import ApusModel
package import FoundationEssentials

extension RunRules {
    /// Ends the step as its driver says, unless it is over.
    package static func settle(_ step: StepRun, as settlement: StepSettlement, at: Date) -> Ruling<StepRun> {
        if step.status.isFinal { return Ruling(step) }
        var step = step
        switch settlement {
        case .cached(let key, let run, let outputs, let metrics):
            step.status = .cached
            step.cacheKey = key
            step.cachedFrom = run
            step.outputs = outputs
            step.cachedMetrics = metrics.flatMap(kept)
        case .skipped(let reason): (step.status, step.reason) = (.skipped, reason)
        case .failed(let reason): (step.status, step.reason) = (.failed, reason)
        case .cancelled(let reason): (step.status, step.reason) = (.cancelled, reason)
        }
        step.endedAt = Timestamp.rounded(at)
        return Ruling(step, change: .step(step))
    }
}
