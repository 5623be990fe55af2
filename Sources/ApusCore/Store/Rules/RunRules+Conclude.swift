package import ApusModel

extension RunRules {
    /// Keeps how the run's main part ended, the first time that somebody says so.
    package static func conclude(_ run: Run, as outcome: RunOutcome) -> Ruling<RunOutcome> {
        if let kept = run.mainOutcome { return Ruling(kept) }
        if run.status.isFinal { return Ruling(RunOutcome(run.status, reason: run.reason)) }
        var run = run
        run.mainOutcome = outcome
        return Ruling(outcome, change: .run(run))
    }
}
