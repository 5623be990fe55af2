import ApusAPI
import ApusCore
import ApusHost
import ApusModel
import FoundationEssentials
import Hummingbird
import Logging

/// What the server itself asks clusters, registries and buckets, on behalf of a member.
///
/// It does so with what the store has alone: the programs and files of the server's machine, and the credentials of its
/// user, are not the member's.
struct ReachRoutes {
    let store: any MetadataStore
    let flavors: ServerFlavors?
    let tokens: AccessTokens
    /// Where pods reach the server; `nil` where that is not known.
    let url: String?
    /// Whether the server knows pods by their own tokens.
    let verifiesPrograms: Bool
    let logger: Logger
    let now: @Sendable () -> Date

    func add(to table: RouteTable) {
        let (store, flavors, logger, now) = (store, flavors, logger, now)
        let runs: @Sendable () throws -> ServerRuns = {
            ServerRuns(
                store: store, stacks: ReachedStacks(store: store, flavors: try flavors.known(), logger: logger),
                tokens: tokens, url: url, verifiesPrograms: verifiesPrograms, now: now)
        }
        table.on(.verifyConnector) { call in
            let id: Identifier<Connector> = try call.identifier("connector")
            guard let connector = try await store.connector(id) else {
                throw ApusError(.notFound, "there is no service connector '\(id)'")
            }
            let connectors = ConnectorService(
                store: store, registry: try flavors.known().declared, now: now, logger: logger, usesMachine: false)
            return try .json(Listing(items: await connectors.reach(of: connector)))
        }
        table.on(.suspendSchedule) { call in
            let id = try call.schedule()
            let wanted: ScheduleSuspension = try await call.body()
            guard let schedule = try await store.schedule(id) else {
                throw ApusError(.notFound, "there is no schedule '\(id)'")
            }
            if schedule.isSuspended == wanted.isSuspended { return try .json(schedule) }
            let stacks = ReachedStacks(store: store, flavors: try flavors.known(), logger: logger)
            let word = wanted.isSuspended ? "pause" : "resume"
            return try await .reaching {
                let parts = try await stacks.parts(
                    of: store.plan(of: id), hint: "apus pipeline schedule \(word) \(schedule.name)")
                let placement = ScheduleSwitch(store: store, now: now)
                return try .json(await placement.set(wanted.isSuspended, of: schedule, by: parts.orchestrator))
            }
        }
        table.on(.triggerSchedule) { call in
            let id = try call.schedule()
            guard let schedule = try await store.schedule(id) else {
                throw ApusError(.notFound, "there is no schedule '\(id)'")
            }
            let runs = try runs()
            return try await .reaching {
                try .json(
                    await runs.trigger(schedule, hint: "apus pipeline schedule trigger \(schedule.name)"))
            }
        }
        table.on(.repeatRun) { call in
            let id = try call.run()
            let wanted: RunAgain = try await call.body()
            guard let run = try await store.run(id) else { throw ApusError(.notFound, "there is no run '\(id)'") }
            let runs = try runs()
            return try await .reaching {
                let repetition: RunRepetition =
                    if wanted.keepsSucceeded {
                        try await .resumption(of: run, takesCached: true, in: store)
                    } else {
                        try await .retry(of: run, takesCached: true, in: store)
                    }
                let word = wanted.keepsSucceeded ? "resume" : "retry"
                return try .json(await runs.start(repetition, hint: "apus run \(word) \(run.name)"))
            }
        }
    }
}

extension ConnectorService {
    /// What the connector reaches. One that reaches nothing is no error but says why.
    /// - Throws: ``/ApusModel/ApusError`` with `.rejected` for one that a server cannot use.
    fileprivate func reach(of connector: Connector) async throws -> [ConnectorReach] {
        do {
            return try await verify(connector.name).map { listing in
                ConnectorReach(
                    resourceType: listing.resourceType, reports: listing.reports,
                    problem: listing.error.map { Diagnostic(.error, $0, code: listing.code ?? .unavailable) })
            }
        } catch let error as ApusError where error.code != .rejected {
            return connector.resourceTypes.map {
                ConnectorReach(resourceType: $0, reports: [], problem: Diagnostic(error))
            }
        }
    }
}
