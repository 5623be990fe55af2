import ApusAPI
import ApusCore
import ApusModel
import Hummingbird

/// Schedules, and the runs of their firings.
struct ScheduleRoutes {
    let store: any MetadataStore
    let tokens: AccessTokens

    func add(to table: RouteTable) {
        let (store, tokens) = (store, tokens)
        table.on(.createSchedule) { call in
            let record: ScheduleRecord = try await call.namedBody()
            guard let plan = record.plan else {
                throw ApusError(.invalidArgument, "schedule '\(record.schedule.name)' has no plan")
            }
            try await store.create(record.schedule, plan: plan)
            return .done
        }
        table.on(.updateSchedule) { call in
            let record: ScheduleRecord = try await call.namedBody()
            guard record.schedule.id == (try call.schedule()) else {
                throw ApusError(.invalidArgument, "the schedule in the body is not the one in the path")
            }
            let old = try await call.replaced(record.replacing) { try await store.schedule(record.schedule.id) }
            try await store.update(record.schedule, replacing: old, plan: record.plan)
            return .done
        }
        table.on(.schedules) { call in
            var query = ScheduleQuery(pipeline: call.query("pipeline"), cursor: call.query("cursor"))
            if let limit = try call.limit() { query.limit = limit }
            guard let name = call.query("name") else {
                return try .json(await store.schedules(query))
            }
            return try .json(Page(items: [await store.schedule(named: name)].compactMap { $0 }, next: nil))
        }
        table.on(.schedule) { call in
            let id = try call.schedule()
            return try call.resource(await store.schedule(id), or: "schedule '\(id)'")
        }
        table.on(.schedulePlan) { call in
            try call.resource(await store.plan(of: call.schedule()), or: "plan")
        }
        table.on(.deleteSchedule) { call in
            let id = try call.schedule()
            _ = try await call.replaced { try await store.schedule(id) }
            try await store.deleteSchedule(id)
            return .done
        }
        table.on(.makeScheduleToken) { call in
            let id = try call.schedule()
            guard try await store.schedule(id) != nil else {
                throw ApusError(.notFound, "there is no schedule '\(id)'")
            }
            return try .json(ScheduleToken(token: await tokens.make(for: id)))
        }
        table.on(.fire) { call in
            let request: FiringRequest = try await call.body()
            let run = try await store.fire(call.schedule(), request.firing, by: request.job, at: request.at)
            let token = run.status.isFinal ? nil : try await tokens.make(for: run.id, lifetime: nil)
            return try .json(FiredRun(run: run, token: token))
        }
    }
}
