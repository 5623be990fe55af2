import ApusModel

extension RunEngine {
    /// How the run's main part ended, as far as that is known.
    enum Conclusion: Hashable, Sendable {
        /// It goes on.
        case none
        /// The store was asked to keep this; another driver's answer may be there already.
        case proposed(RunOutcome)
        case kept(RunOutcome)
    }

    /// What the store keeps as the end of the main part: the turn of the finally steps has come.
    mutating func concluded(_ outcome: RunOutcome) {
        guard case .proposed = conclusion else { return }
        conclusion = .kept(outcome)
        for position in graph.finally where mayBegin(position) { prepare(position) }
    }

    /// Whether nothing that the step waits for is left.
    func mayBegin(_ position: Int) -> Bool {
        states[position].phase == .blocked && states[position].remainingUpstream == 0 && mayFollow(position)
    }

    /// Whether the part of the run that the step belongs to has begun.
    func mayFollow(_ position: Int) -> Bool {
        if graph.steps[position].role == .main { return true }
        if case .kept = conclusion { return true }
        return false
    }

    /// Why the step may not start any more. Nothing keeps a finally step from it.
    func halt(of position: Int) -> Halt? { graph.steps[position].role == .main ? halt : nil }

    /// Ends the main part, and the run, once no step of it is left.
    mutating func finishIfOver() {
        if isFinished || unfinishedMainCount > 0 { return }
        if conclusion == .none {
            let outcome = mainOutcome
            halt = nil
            conclusion = unfinishedCount > 0 ? .proposed(outcome) : .kept(outcome)
            if unfinishedCount > 0 { actions.append(.conclude(outcome)) }
        }
        guard unfinishedCount == 0, case .kept(let outcome) = conclusion else { return }
        isFinished = true
        actions.append(.finish(outcome.status == .succeeded ? finallyOutcome ?? outcome : outcome))
    }

    private var mainOutcome: RunOutcome {
        let lacking = states.indices.first { graph.steps[$0].role == .main && lacksOutputs($0) }
        guard let lacking else { return RunOutcome(.succeeded) }
        if halt == .cancellation { return RunOutcome(.cancelled, reason: haltReason) }
        if halt == .timeLimit { return RunOutcome(.failed, reason: haltReason) }
        return failure(failed, lacking)
    }

    /// What finally steps make of a success; `nil` when they leave it one.
    private var finallyOutcome: RunOutcome? {
        graph.finally.first(where: lacksOutputs).map { failure(failedFinally, $0) }
    }

    private func lacksOutputs(_ position: Int) -> Bool {
        if case .over(let status) = states[position].phase { !status.hasOutputs } else { true }
    }

    private func failure(_ failed: [Int], _ lacking: Int) -> RunOutcome {
        let others = failed.count > 1 ? ", and \(failed.count - 1) more failed" : ""
        return RunOutcome(.failed, reason: describe(failed.first ?? lacking) + others)
    }

    /// `step 'train' failed: the command ended with exit code 3`
    private func describe(_ position: Int) -> String {
        let step = graph.steps[position]
        let subject = "\(step.role == .finally ? "finally step" : "step") '\(step.name)'"
        guard case .over(let status) = states[position].phase else { return subject }
        let text = "\(subject) \(status == .failed ? "failed" : "was \(status.rawValue)")"
        return states[position].reason.map { "\(text): \($0)" } ?? text
    }
}
