package import ApusModel
package import FoundationEssentials

extension RunRules {
    /// Gives the attempt to the first holder that asks for it.
    /// - Parameters:
    ///   - plan: the run's plan; its steps are not looked at.
    ///   - planned: the plan's step of that name.
    /// - Throws: `.corrupted` when the plan has no artifact store.
    package static func claim(
        _ attempt: Attempt.Key, holder: String, at: Date, run: Run, plan: RunPlan, planned: PlannedStep, step: StepRun
    ) throws(ApusError) -> Ruling<ClaimDecision> {
        if run.status.isFinal { return refusal("the run is over: \(run.status.rawValue)") }
        if step.status.isFinal { return refusal("the step is over: \(step.status.rawValue)") }
        guard let newest = step.attempts.last, newest.number >= attempt.number else {
            return Ruling(.notYet)
        }
        if newest.number != attempt.number { return refusal("there is a newer attempt, number \(newest.number)") }
        switch newest.status {
        case .claimed where newest.holder == holder:
            return Ruling(.granted(try assignment(attempt, run, plan, planned, step)))
        case .claimed: return refusal("\(newest.holder ?? "another runner") holds the attempt")
        case .succeeded, .failed: return refusal("the attempt has ended: \(newest.status.rawValue)")
        case .launched:
            let now = Timestamp.rounded(at)
            var step = step
            step.attempts[step.attempts.count - 1].status = .claimed
            step.attempts[step.attempts.count - 1].holder = holder
            step.attempts[step.attempts.count - 1].claimedAt = now
            step.status = .running
            step.startedAt = now
            return Ruling(.granted(try assignment(attempt, run, plan, planned, step)), change: .step(step))
        }
    }

    private static func refusal(_ reason: String) -> Ruling<ClaimDecision> { Ruling(.refused(reason: reason)) }

    private static func assignment(
        _ attempt: Attempt.Key, _ run: Run, _ plan: RunPlan, _ planned: PlannedStep, _ step: StepRun
    ) throws(ApusError) -> StepAssignment {
        guard let artifactStore = plan.component(.artifactStore) else {
            throw ApusError(.corrupted, "the plan of run '\(run.name)' has no artifact store")
        }
        return StepAssignment(
            attempt: attempt, runName: run.name, pipeline: run.pipeline, command: planned.command,
            environment: environment(planned, run), secrets: planned.secrets, inputs: step.inputs,
            outputs: planned.outputs,
            workingDirectory: plan.sourceDirectory, artifactStore: artifactStore)
    }

    /// A finally step is told how the main part ended, on one line.
    private static func environment(_ planned: PlannedStep, _ run: Run) -> [String: String] {
        guard planned.role == .finally, let outcome = run.mainOutcome else { return planned.environment }
        let reason = (outcome.reason ?? "").split(whereSeparator: \.isNewline).joined(separator: " ")
        return planned.environment.merging([
            "APUS_RUN_STATUS": outcome.status.rawValue, "APUS_RUN_REASON": reason,
        ]) { _, told in told }
    }
}
