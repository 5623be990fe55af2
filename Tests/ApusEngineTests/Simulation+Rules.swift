import ApusEngine
import ApusModel

extension Simulation {
    /// No step before its inputs, no finally step before the end of the main part, never above the limit, never after
    /// its end.
    func checkLaunch(_ key: Attempt.Key, _ inputs: [String: Artifact]) throws {
        guard let step = plan.step(key.step), let stored = store[key.step] else {
            throw SimulationFailure("unknown step \(key)")
        }
        for name in step.upstream {
            guard let upstream = store[name], upstream.status.hasOutputs else {
                throw SimulationFailure("\(key) is launched before \(name) has outputs")
            }
        }
        for (input, source) in step.inputs where inputs[input] != store[source.step]?.outputs[source.output] {
            throw SimulationFailure("\(key) does not get \(source)")
        }
        try checkTurn(key, of: step)
        try checkParallelism(key)
        let failures = stored.attempts.compactMap(\.failure?.kind)
        if failures.count(where: { $0 == .command || $0 == .outputs }) > step.retry.maximumRetries {
            throw SimulationFailure("\(key) is one retry too many")
        }
        if failures.count(where: { $0 == .infrastructure }) > policy.infrastructureRetry.maximumRetries {
            throw SimulationFailure("\(key) is one retry after the infrastructure's losses too many")
        }
        if failures.contains(.permanent) { throw SimulationFailure("\(key) comes after a permanent failure") }
    }

    /// Never a second time under one number, never for a step that was tried, never above the limit.
    func checkPrestart(_ key: Attempt.Key) throws {
        guard let step = plan.step(key.step), let stored = store[key.step] else {
            throw SimulationFailure("unknown step \(key)")
        }
        try checkTurn(key, of: step)
        if !stored.attempts.isEmpty, restarts == 0 { throw SimulationFailure("\(key) is started ahead, but was tried") }
        if attempts.contains(where: { $0.key == key && $0.stage != .gone }) {
            throw SimulationFailure("\(key) is started ahead twice")
        }
        try checkParallelism(key)
    }

    private func checkTurn(_ key: Attempt.Key, of step: PlannedStep) throws {
        if step.role == .main { return }
        if store.mainOutcome == nil {
            throw SimulationFailure("\(key) comes before the store knows how the rest ended")
        }
        for (other, planned) in zip(store.steps, plan.steps) where planned.role == .main && !other.status.isFinal {
            throw SimulationFailure("\(key) comes before \(other.step) is over")
        }
    }

    private func checkParallelism(_ key: Attempt.Key) throws {
        guard let limit = plan.maxParallelism else { return }
        var holding = Set(attempts.filter { $0.stage != .gone }.map(\.key))
        for action in pendingActions {
            switch action {
            case .launch(let other, _, _), .prestart(let other): holding.insert(other)
            default: break
            }
        }
        holding.insert(key)
        if holding.count > limit {
            throw SimulationFailure("\(holding.count) attempts are live, the limit is \(limit)")
        }
    }

    /// Every step has ended once, and the outcome fits the steps.
    func checkEnd() throws {
        for (step, ends) in zip(store.steps, store.ends) where ends != 1 {
            throw SimulationFailure("step \(step.step) ended \(ends) times: \(step.status)")
        }
        guard let end = outcome else { throw SimulationFailure("no outcome") }
        if let main = store.mainOutcome { try check(end, after: main) }
        let outcome = store.mainOutcome ?? end
        let isLacking = lacksOutputs(.main)
        if (outcome.status == .succeeded) == isLacking {
            throw SimulationFailure("\(outcome) does not fit the steps")
        }
        if isOverdue, outcome.status == .succeeded, isLacking {
            throw SimulationFailure("\(outcome) hides the limit")
        }
        if outcome.status == .cancelled, !store.isCancelled { throw SimulationFailure("nobody cancelled the run") }
        for (step, planned) in zip(store.steps, plan.steps) { try checkEnd(step, planned) }
    }

    /// The end is that of the main part, unless that succeeded and a finally step did not.
    private func check(_ outcome: RunOutcome, after main: RunOutcome) throws {
        if main.status != .succeeded || !lacksOutputs(.finally) {
            if outcome != main { throw SimulationFailure("\(outcome) is not the main part's \(main)") }
        } else if outcome.status != .failed || outcome.reason?.contains("finally step 'f") != true {
            throw SimulationFailure("\(outcome) does not name the finally step that failed")
        }
    }

    private func lacksOutputs(_ role: StepRole) -> Bool {
        zip(store.steps, plan.steps).contains { $1.role == role && !$0.status.hasOutputs }
    }

    private func checkEnd(_ step: StepRun, _ planned: PlannedStep) throws {
        let hasInputs = planned.upstream.allSatisfy { store[$0]?.status.hasOutputs == true }
        let isFree =
            planned.role == .finally
            || (plan.failureMode == .continueOnFailure && !store.isCancelled && !isOverdue)
        if step.status == .skipped {
            if !step.attempts.isEmpty { throw SimulationFailure("\(step.step) ran and is called skipped") }
            if isFree, hasInputs { throw SimulationFailure("\(step.step) was skipped although it could run") }
            if step.reason == nil { throw SimulationFailure("\(step.step) was skipped without a reason") }
        } else if !hasInputs {
            throw SimulationFailure("\(step.step) is \(step.status), but its inputs were missing")
        }
        if isFree, step.status == .cancelled { throw SimulationFailure("\(step.step) was cancelled by nobody") }
        if step.attempts.count(where: { $0.status == .succeeded }) > 1 {
            throw SimulationFailure("two attempts of \(step.step) were accepted")
        }
    }
}
