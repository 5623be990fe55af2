import ApusAPI
import ApusCore
import ApusModel
import FoundationEssentials
import Hummingbird

/// When schedules come.
struct ForecastRoutes {
    let store: any MetadataStore
    let now: @Sendable () -> Date

    func add(to table: RouteTable) {
        let (store, now) = (store, now)
        table.on(.scheduleTimes) { call in
            let id = try call.schedule()
            guard let schedule = try await store.schedule(id) else {
                throw ApusError(.notFound, "there is no schedule '\(id)'")
            }
            return try .json(
                ScheduleForecast(explanation: schedule.cron.explanation, next: schedule.next(5, after: now())))
        }
    }
}
