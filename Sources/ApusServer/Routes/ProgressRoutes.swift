import ApusAPI
import ApusCore
import ApusModel
import Hummingbird

/// What drivers and runners say about a run, and the stream of its changes.
struct ProgressRoutes {
    let store: any MetadataStore
    let keepAlive: Duration
    let metrics: ServerMetrics

    /// Seconds; less than what connections stay open without a byte.
    private static let longestPatience = 20.0

    func add(to table: RouteTable) {
        let (store, keepAlive, metrics) = (store, keepAlive, metrics)
        table.on(.advance) { call in
            let advance: RunAdvance = try await call.body()
            return try .json(
                await store.advance(call.run(), to: advance.status, reason: advance.reason, at: advance.at))
        }
        table.on(.conclude) { call in
            let conclusion: Conclusion = try await call.body()
            return try .json(
                await store.conclude(mainPartOf: call.run(), as: conclusion.outcome, at: conclusion.at))
        }
        table.on(.settle) { call in
            let settlement: Settlement = try await call.body()
            return try .json(
                await store.settle(
                    call.value("step"), of: call.run(), as: settlement.settlement, at: settlement.at))
        }
        table.on(.launch) { call in
            let launch: Launch = try await call.body()
            try await store.launch(call.attempt(), inputs: launch.inputs, cacheKey: launch.cacheKey, at: launch.at)
            return .done
        }
        table.on(.claim) { call in
            let claim: Claim = try await call.body()
            let patience = min(max(claim.patience ?? 0, 0), Self.longestPatience)
            return try .json(
                await store.claim(
                    call.attempt(), holder: claim.holder, at: claim.at, waiting: .seconds(patience)))
        }
        table.on(.report) { call in
            let report: Report = try await call.body()
            let accepted = try await store.report(
                AttemptReport(
                    attempt: call.attempt(), holder: report.holder, outcome: report.outcome, metrics: report.metrics),
                at: report.at)
            return try .json(ReportAnswer(accepted: accepted))
        }
        table.on(.lose) { call in
            let loss: Loss = try await call.body()
            return try .json(await store.lose(call.attempt(), failure: loss.failure, at: loss.at))
        }
        table.on(.events) { call in
            try await EventStream(call, store: store, keepAlive: keepAlive, metrics: metrics).response()
        }
    }
}
