import ApusAPI
import ApusCore
import ApusModel
import Hummingbird

/// Runs, but not what happens in them.
struct RunRoutes {
    let store: any MetadataStore
    let tokens: AccessTokens

    func add(to table: RouteTable) {
        let (store, tokens) = (store, tokens)
        table.on(.createRun) { call in
            let new: NewRun = try await call.namedBody()
            try await store.create(new.run, plan: new.plan)
            return .done
        }
        table.on(.runs) { call in
            let query = try query(call)
            guard let text = call.query("matching") else { return try .json(await store.runs(query)) }
            return try .json(Page(items: [await store.run(matching: text)].compactMap { $0 }, next: nil))
        }
        table.on(.makeRunToken) { call in
            let request: RunTokenRequest = try await call.body()
            let id = try call.run()
            guard try await store.run(id) != nil else { throw ApusError(.notFound, "there is no run '\(id)'") }
            return try .json(await tokens.make(for: id, lifetime: request.lifetime))
        }
        table.on(.requestCancellation) { call in
            try await store.requestCancellation(of: call.run(), at: call.body(Moment.self).at)
            return .done
        }
        table.on(.deleteRun) { call in
            let id = try call.run()
            _ = try await call.replaced { try await store.run(id) }
            try await store.deleteRun(id)
            return .done
        }
        table.on(.cachedStep) { call in
            let text = try call.value("digest")
            guard let key = ContentDigest(text) else {
                throw ApusError(.invalidArgument, "'\(text)' is not a SHA-256 digest")
            }
            return try .json(await store.cachedStep(for: key), or: "step with the cache key \(key)")
        }
        table.on(.run) { call in
            let id = try call.run()
            return try call.resource(await store.run(id), or: "run '\(id)'")
        }
        table.on(.plan) { call in try call.resource(await store.plan(of: call.run()), or: "plan") }
        table.on(.steps) { call in try .json(Listing(items: await store.steps(of: call.run()))) }
    }
}

private func query(_ call: Call) throws(ApusError) -> RunQuery {
    var query = RunQuery(pipeline: call.query("pipeline"), cursor: call.query("cursor"))
    if let text = call.query("status") {
        guard let status = RunStatus(rawValue: text) else {
            throw ApusError(.invalidArgument, "'\(text)' is not the status of a run")
        }
        query.status = status
    }
    query.schedule = call.query("schedule").map { Identifier(rawValue: $0) }
    if let limit = try call.limit() { query.limit = limit }
    return query
}
