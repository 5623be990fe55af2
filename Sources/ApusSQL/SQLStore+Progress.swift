public import ApusCore
public import ApusModel
public import FoundationEssentials

extension SQLStore {
    public func advance(
        _ run: Identifier<Run>, to status: RunStatus, reason: String?, at: Date
    ) async throws -> Run {
        try await change(run, at: at) { RunRules.advance($0.run, to: status, reason: reason, at: at) }
    }

    public func requestCancellation(of run: Identifier<Run>, at: Date) async throws {
        try await change(run, at: at) {
            RunRules.requestCancellation(of: $0.run, isRequested: try $0.isCancellationRequested())
        }
    }

    public func conclude(
        mainPartOf run: Identifier<Run>, as outcome: RunOutcome, at: Date
    ) async throws -> RunOutcome {
        try await change(run, at: at) { RunRules.conclude($0.run, as: outcome) }
    }

    public func launch(
        _ attempt: Attempt.Key, inputs: [String: Artifact], cacheKey: ContentDigest?, at: Date
    ) async throws {
        try await change(attempt.run, at: at) { stored in
            try RunRules.launch(
                attempt, inputs: inputs, cacheKey: cacheKey, at: at, run: stored.run,
                step: try stored.step(attempt.step))
        }
    }

    public func claim(
        _ attempt: Attempt.Key, holder: String, at: Date, waiting patience: Duration
    ) async throws -> ClaimDecision {
        guard patience > .zero else { return try await claimNow(attempt, holder: holder, at: at) }
        let changes = signal.wakes(of: attempt.run, step: attempt.step)
        watchOthers()
        return try await WaitingClaim.decide(at: at, waiting: patience, changes: changes) { [self] at in
            try await claimNow(attempt, holder: holder, at: at)
        }
    }

    private func claimNow(_ attempt: Attempt.Key, holder: String, at: Date) async throws -> ClaimDecision {
        try await change(attempt.run, at: at) { stored in
            try RunRules.claim(
                attempt, holder: holder, at: at, run: stored.run, plan: try stored.planWithoutSteps(),
                planned: try stored.planned(attempt.step), step: try stored.step(attempt.step))
        }
    }

    public func report(_ report: AttemptReport, at: Date) async throws -> Bool {
        try await change(report.attempt.run, at: at) { stored in
            RunRules.report(report, at: at, step: try stored.step(report.attempt.step))
        }
    }

    public func lose(_ attempt: Attempt.Key, failure: AttemptFailure, at: Date) async throws -> StepRun {
        try await change(attempt.run, at: at) { stored in
            try RunRules.lose(attempt, failure: failure, at: at, step: try stored.step(attempt.step))
        }
    }

    public func settle(
        _ step: String, of run: Identifier<Run>, as settlement: StepSettlement, at: Date
    ) async throws -> StepRun {
        try await change(run, at: at) { stored in
            let ruling = RunRules.settle(try stored.step(step), as: settlement, at: at)
            if ruling.change != nil { try stored.checkTakeover(settlement, of: step) }
            return ruling
        }
    }

    /// Keeps what `rule` decides about the run, and tells whoever follows it in this process.
    private func change<Answer: Sendable>(
        _ id: Identifier<Run>, at: Date, _ rule: @escaping @Sendable (RunTransaction) throws -> Ruling<Answer>
    ) async throws -> Answer {
        let ruling = try await write(.run(id)) { db in
            let stored = try RunTransaction(id, in: db)
            let ruling = try rule(stored)
            if let change = ruling.change { try stored.keep(change, at: at) }
            return ruling
        }
        if let change = ruling.change { signal.wake(id, step: change.stepName) }
        return ruling.answer
    }
}
