package import ApusModel
package import FoundationEssentials

extension RunRules {
    /// Adds the attempt to the step when it may be the next one: it is the first, or the one before it failed. Numbers
    /// may be left out, because the infrastructure may have had attempts that were never launched.
    /// - Throws: `.conflict` when the step or its run is over, or the number is too low.
    package static func launch(
        _ attempt: Attempt.Key, inputs: [String: Artifact], cacheKey: ContentDigest?, at: Date, run: Run, step: StepRun
    ) throws(ApusError) -> Ruling<Void> {
        if step.status.isFinal { throw conflict(attempt, "the step is over: \(step.status.rawValue)") }
        if run.status.isFinal { throw conflict(attempt, "the run is over: \(run.status.rawValue)") }
        let newest = step.attempts.last
        if let newest, newest.number == attempt.number { return Ruling(()) }
        if let newest, !newest.status.isFinal { throw conflict(attempt, "attempt \(newest.number) has not ended") }
        let next = (newest?.number ?? 0) + 1
        if attempt.number < next { throw conflict(attempt, "the next attempt is number \(next)") }
        var step = step
        step.attempts.append(Attempt(number: attempt.number, launchedAt: at))
        step.status = .launching
        step.inputs = inputs
        step.cacheKey = cacheKey
        return Ruling((), change: .step(step))
    }

    private static func conflict(_ attempt: Attempt.Key, _ reason: String) -> ApusError {
        ApusError(
            .conflict, "attempt \(attempt.number) of step '\(attempt.step)' cannot be launched", reason: reason)
    }
}
