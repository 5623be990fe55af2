import ApusAPI
public import ApusCore
public import ApusModel
public import FoundationEssentials

extension RemoteStore {
    public func create(_ run: Run, plan: RunPlan) async throws {
        try await server.send(RemoteCall(.createRun, body: NewRun(run: run, plan: plan)))
    }

    public func run(_ id: Identifier<Run>) async throws -> Run? {
        try await server.answerIfFound(RemoteCall(.run, id.rawValue))
    }

    public func run(matching text: String) async throws -> Run? {
        let call = RemoteCall(.runs, query: [("matching", text)])
        return try await server.answer(call, as: Page<Run>.self).items.first
    }

    public func runs(_ query: RunQuery) async throws -> Page<Run> {
        let call = RemoteCall(
            .runs,
            query: [
                ("pipeline", query.pipeline), ("status", query.status?.rawValue),
                ("schedule", query.schedule?.rawValue),
                ("limit", String(query.limit)), ("cursor", query.cursor),
            ])
        return try await server.answer(call)
    }

    public func plan(of run: Identifier<Run>) async throws -> RunPlan {
        try await server.answer(RemoteCall(.plan, run.rawValue))
    }

    public func steps(of run: Identifier<Run>) async throws -> [StepRun] {
        try await server.answer(RemoteCall(.steps, run.rawValue), as: Listing<StepRun>.self).items
    }

    public func advance(_ run: Identifier<Run>, to status: RunStatus, reason: String?, at: Date) async throws -> Run {
        let body = RunAdvance(status: status, reason: reason, at: at)
        return try await server.answer(RemoteCall(.advance, run.rawValue, body: body))
    }

    public func requestCancellation(of run: Identifier<Run>, at: Date) async throws {
        try await server.send(RemoteCall(.requestCancellation, run.rawValue, body: Moment(at: at)))
    }

    public func conclude(
        mainPartOf run: Identifier<Run>, as outcome: RunOutcome, at: Date
    ) async throws -> RunOutcome {
        let body = Conclusion(outcome: outcome, at: at)
        return try await server.answer(RemoteCall(.conclude, run.rawValue, body: body))
    }

    public func deleteRun(_ run: Identifier<Run>) async throws {
        try await server.send(RemoteCall(.deleteRun, run.rawValue))
    }

    public func cachedStep(for key: ContentDigest) async throws -> StepRun? {
        try await server.answerIfFound(RemoteCall(.cachedStep, key.description))
    }
}
