import ApusAPI
public import ApusCore
public import ApusModel
public import FoundationEssentials

extension RemoteStore {
    public func launch(
        _ attempt: Attempt.Key, inputs: [String: Artifact], cacheKey: ContentDigest?, at: Date
    ) async throws {
        try await server.send(RemoteCall(.launch, attempt, body: Launch(inputs: inputs, cacheKey: cacheKey, at: at)))
    }

    public func claim(
        _ attempt: Attempt.Key, holder: String, at: Date, waiting patience: Duration
    ) async throws -> ClaimDecision {
        let body = Claim(holder: holder, at: at, patience: patience / .seconds(1))
        return try await server.answer(RemoteCall(.claim, attempt, body: body))
    }

    public func report(_ report: AttemptReport, at: Date) async throws -> Bool {
        let body = Report(holder: report.holder, outcome: report.outcome, at: at, metrics: report.metrics)
        return try await server.answer(RemoteCall(.report, report.attempt, body: body), as: ReportAnswer.self).accepted
    }

    public func lose(_ attempt: Attempt.Key, failure: AttemptFailure, at: Date) async throws -> StepRun {
        try await server.answer(RemoteCall(.lose, attempt, body: Loss(failure: failure, at: at)))
    }

    public func settle(
        _ step: String, of run: Identifier<Run>, as settlement: StepSettlement, at: Date
    ) async throws -> StepRun {
        let body = Settlement(settlement: settlement, at: at)
        return try await server.answer(RemoteCall(.settle, run.rawValue, step, body: body))
    }
}
