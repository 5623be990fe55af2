import ApusAPI
import ApusCore
import ApusModel
import Hummingbird
import Logging

/// Removing runs, and what no run names any more. Who removed what is logged.
struct RetentionRoutes {
    let store: any MetadataStore
    let logger: Logger

    func add(to table: RouteTable) {
        let (store, logger) = (store, logger)
        table.on(.surveyRuns) { call in try .json(await store.survey(call.body(RunSelection.self).runs)) }
        table.on(.removeRuns) { call in
            let removal: RunRemoval = try await call.body()
            let rest = try await store.removeRuns(removal.runs, keepingArtifacts: removal.keepingArtifacts)
            let account = try call.caller.account().name
            logger.notice(
                "runs were removed",
                metadata: [
                    "account": "\(account)", "runs": "\(removal.runs.map(\.rawValue))",
                    "unfinished": "\(rest.count)", "artifacts": removal.keepingArtifacts ? "kept" : "condemned",
                ])
            return try .json(Listing(items: rest))
        }
        table.on(.takeCondemned) { call in
            let taking: CondemnedTaking = try await call.body()
            return try .json(await store.takeCondemned(by: taking.holder, after: taking.after, at: taking.at))
        }
        table.on(.forgetCondemned) { call in
            let deletion: CondemnedDeletion = try await call.body()
            try await store.forgetCondemned(deletion.deleted, by: deletion.holder)
            let account = try call.caller.account().name
            logger.notice(
                "contents of artifacts were deleted",
                metadata: [
                    "account": "\(account)", "holder": "\(deletion.holder)",
                    "contents": "\(deletion.deleted.count)",
                    "bytes": "\(deletion.deleted.reduce(0) { $0 + $1.size })",
                ])
            return .done
        }
        table.on(.reserve) { call in
            let reservation: Reservation = try await call.body()
            return try .json(
                ReservationAnswer(
                    beingDeleted: await store.reserve(
                        reservation.artifacts, for: call.attempt(), at: reservation.at)))
        }
    }
}
