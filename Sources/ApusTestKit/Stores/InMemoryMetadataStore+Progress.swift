public import ApusCore
public import ApusModel
public import FoundationEssentials

extension InMemoryMetadataStore {
    public func advance(
        _ run: Identifier<Run>, to status: RunStatus, reason: String?, at: Date
    ) async throws -> Run {
        try change(run, at: at) { stored, _ in RunRules.advance(stored.run, to: status, reason: reason, at: at) }
    }

    public func requestCancellation(of run: Identifier<Run>, at: Date) async throws {
        try change(run, at: at) { stored, _ in
            RunRules.requestCancellation(of: stored.run, isRequested: stored.isCancellationRequested)
        }
    }

    public func conclude(
        mainPartOf run: Identifier<Run>, as outcome: RunOutcome, at: Date
    ) async throws -> RunOutcome {
        try change(run, at: at) { stored, _ in RunRules.conclude(stored.run, as: outcome) }
    }

    public func launch(
        _ attempt: Attempt.Key, inputs: [String: Artifact], cacheKey: ContentDigest?, at: Date
    ) async throws {
        try change(attempt.run, at: at) { stored, _ in
            try RunRules.launch(
                attempt, inputs: inputs, cacheKey: cacheKey, at: at, run: stored.run,
                step: try stored.step(attempt.step))
        }
    }

    public func claim(
        _ attempt: Attempt.Key, holder: String, at: Date, waiting patience: Duration
    ) async throws -> ClaimDecision {
        let changes = contents.signal.wakes(of: attempt.run, step: attempt.step)
        return try await WaitingClaim.decide(at: at, waiting: patience, changes: changes) { [self] at in
            try claimNow(attempt, holder: holder, at: at)
        }
    }

    private func claimNow(_ attempt: Attempt.Key, holder: String, at: Date) throws -> ClaimDecision {
        try change(attempt.run, at: at) { stored, _ in
            let position = try stored.position(attempt.step)
            return try RunRules.claim(
                attempt, holder: holder, at: at, run: stored.run, plan: stored.plan,
                planned: stored.plan.steps[position], step: stored.steps[position])
        }
    }

    public func report(_ report: AttemptReport, at: Date) async throws -> Bool {
        try change(report.attempt.run, at: at) { stored, _ in
            RunRules.report(report, at: at, step: try stored.step(report.attempt.step))
        }
    }

    public func lose(_ attempt: Attempt.Key, failure: AttemptFailure, at: Date) async throws -> StepRun {
        try change(attempt.run, at: at) { stored, _ in
            try RunRules.lose(attempt, failure: failure, at: at, step: try stored.step(attempt.step))
        }
    }

    public func settle(
        _ step: String, of run: Identifier<Run>, as settlement: StepSettlement, at: Date
    ) async throws -> StepRun {
        try change(run, at: at) { stored, state in
            let ruling = RunRules.settle(try stored.step(step), as: settlement, at: at)
            if ruling.change != nil { try state.checkTakeover(settlement, of: step) }
            return ruling
        }
    }

    /// Keeps what `rule` decides about the run, and tells whoever follows it.
    private func change<Answer: Sendable>(
        _ id: Identifier<Run>, at: Date, _ rule: (StoredRun, StoredMetadata) throws -> Ruling<Answer>
    ) throws -> Answer {
        let ruling = try access { state in
            var stored = try state.run(id)
            let ruling = try rule(stored, state)
            if case .step(let step) = ruling.change { try state.check(step, at: at) }
            if let change = ruling.change { try stored.keep(change, at: at) }
            state.runs[id] = stored
            return ruling
        }
        if let change = ruling.change { contents.signal.wake(id, step: change.stepName) }
        return ruling.answer
    }
}
