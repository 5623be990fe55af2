package import ApusModel

/// What the calls of ``RunStore`` do to a run, as functions of the values that a store has: one set of rules for all
/// stores, which only keep what the rules say.
///
/// A store reads the values, applies the rule and keeps the change and its event in one transaction.
package enum RunRules {
    /// The steps of a run that was just stored, in the plan's order.
    /// - Throws: `.invalidArgument` when the plan names a step twice.
    package static func steps(of run: Run, plan: RunPlan) throws(ApusError) -> [StepRun] {
        var names: Set<String> = []
        for step in plan.steps where !names.insert(step.name).inserted {
            throw ApusError(.invalidArgument, "the plan of run '\(run.name)' names step '\(step.name)' twice")
        }
        return plan.steps.map { StepRun(run: run.id, step: $0.name) }
    }

    /// Whether `new` is `stored` being stored once more, which is fine.
    /// - Throws: `.alreadyExists` when it is another run of that identity.
    package static func checkSame(_ new: Run, as stored: Run) throws(ApusError) {
        if new.name == stored.name, new.pipeline == stored.pipeline, new.stack == stored.stack { return }
        throw ApusError(.alreadyExists, "there is already a run with the identity '\(new.id)', named '\(stored.name)'")
    }
}
