import ApusAPI
public import ApusCore
public import ApusModel
public import FoundationEssentials

extension RemoteStore {
    public func reserve(_ artifacts: [Artifact], for attempt: Attempt.Key, at: Date) async throws -> [ContentDigest] {
        let call = try RemoteCall(.reserve, attempt, body: Reservation(artifacts: artifacts, at: at))
        return try await server.answer(call, as: ReservationAnswer.self).beingDeleted
    }

    public func survey(_ runs: [Identifier<Run>]) async throws -> RunSurvey {
        try await server.answer(RemoteCall(.surveyRuns, body: RunSelection(runs: runs)))
    }

    public func removeRuns(_ runs: [Identifier<Run>], keepingArtifacts: Bool) async throws -> [Identifier<Run>] {
        let call = try RemoteCall(.removeRuns, body: RunRemoval(runs: runs, keepingArtifacts: keepingArtifacts))
        return try await server.answer(call, as: Listing<Identifier<Run>>.self).items
    }

    public func takeCondemned(by holder: String, after cursor: String?, at: Date) async throws -> CondemnedBatch {
        try await server.answer(
            RemoteCall(.takeCondemned, body: CondemnedTaking(holder: holder, after: cursor, at: at)))
    }

    public func forgetCondemned(_ deleted: [CondemnedContent], by holder: String) async throws {
        try await server.send(RemoteCall(.forgetCondemned, body: CondemnedDeletion(holder: holder, deleted: deleted)))
    }
}
