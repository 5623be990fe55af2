import ApusCore
import ApusHost
import ApusModel
import FoundationEssentials

/// Takes a schedule away on both sides, the orchestrator's first: what fires must not outlive its record.
struct ScheduleRemoval {
    let session: Session
    /// Whether runs under way are ended, and a cluster that cannot be asked is left as it is.
    let isForced: Bool

    /// - Returns: what there is to say besides that it is done.
    /// - Throws: ``ApusError`` with `.inUse` when runs are under way; whatever the orchestrator throws, and then both
    ///   sides are as they were.
    func remove(_ schedule: Schedule) async throws -> [String] {
        let underWay = try await runsUnderWay(of: schedule)
        if let run = underWay.first, !isForced {
            let names = underWay.map(\.name).joined(separator: ", ")
            throw ApusError(
                .inUse, "schedule '\(schedule.name)' has runs that are not over: \(names)",
                reason: "deleting it ends them",
                hint: "apus run cancel \(run.name); or apus pipeline schedule delete \(schedule.name) --force")
        }
        let said = try await removeFromOrchestrator(schedule)
        for run in underWay {
            _ = try await session.store.advance(
                run.id, to: .cancelled, reason: "schedule '\(schedule.name)' was deleted", at: Date())
        }
        try await session.store.deleteSchedule(schedule.id)
        return said
    }

    private func removeFromOrchestrator(_ schedule: Schedule) async throws -> [String] {
        do {
            let parts = try await SchedulePlacement(session: session).parts(of: schedule).parts
            return try await parts.orchestrator.deleteSchedule(schedule.id)
                ? [] : ["The cluster did not have it any more."]
        } catch let error as ApusError {
            let place = schedule.handle.map { "'\($0)'" } ?? "what the cluster has of it"
            guard isForced else {
                let still = "\(place) is still there and goes on firing"
                throw ApusError(
                    error.code, "schedule '\(schedule.name)' is not deleted: \(error.summary)",
                    reason: error.reason.map { "\($0); \(still)" } ?? still,
                    hint: "try again when the cluster can be reached; --force deletes the record alone", cause: error)
            }
            return [
                "The cluster cannot be asked (\(error.summary)): \(place) is still there, but no run comes of it any more.",
                "When it can be: apus pipeline schedule repair",
            ]
        }
    }

    private func runsUnderWay(of schedule: Schedule) async throws -> [Run] {
        var found: [Run] = []
        for status in RunStatus.allCases where !status.isFinal {
            found += try await session.store.runs(RunQuery(status: status, schedule: schedule.id, limit: 500)).items
        }
        return found
    }
}
