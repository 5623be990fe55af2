import ApusAPI
import ApusCore
import ApusModel
import Hummingbird
import Logging

/// What steps print.
struct LogRoutes {
    let store: any MetadataStore
    /// `nil` for a server that cannot get at artifact stores.
    let artifacts: ArtifactPlaces?
    let keepAlive: Duration
    let metrics: ServerMetrics
    let logger: Logger

    func add(to table: RouteTable) {
        let (store, artifacts, keepAlive, metrics, logger) = (store, artifacts, keepAlive, metrics, logger)
        table.on(.stepLogs) { call in
            let (run, step, cursor) = (try call.run(), try call.value("step"), try call.logCursor())
            let plan = try await store.plan(of: run)
            guard plan.step(step) != nil else { throw ApusError(.notFound, "run '\(run)' has no step '\(step)'") }
            guard let component = plan.component(.artifactStore) else {
                throw ApusError(.notFound, "run '\(run)' has no artifact store")
            }
            try call.check(mayReadWhatIsIn: component)
            guard let artifacts else { throw ApusError(.unsupported, "this server reads no artifact stores") }
            let logs = try await artifacts.logs(in: component, store, logger)
            let reader = LogReader(store: store, logs: logs, run: run, step: step, after: cursor)
            return LogStream(request: call.request, reader: reader, keepAlive: keepAlive, metrics: metrics).response
        }
    }
}

extension Call {
    /// The last line that the caller has, or the start.
    fileprivate func logCursor() throws(ApusError) -> LogCursor {
        guard let text = lastEventID ?? query("after") else { return .start }
        guard let cursor = LogCursor(text) else {
            throw ApusError(.invalidArgument, "'\(text)' is no place in a log", reason: "such as '1.20' is one")
        }
        return cursor
    }

    /// Who may not see the secrets of an artifact store sees what is in it only where that takes none.
    /// - Throws: ``/ApusModel/ApusError`` with `.forbidden`.
    fileprivate func check(mayReadWhatIsIn component: Component) throws(ApusError) {
        let needsSecrets = component.needsSecrets || component.connector != nil
        if needsSecrets, try caller.account().role < .member {
            throw .forbidden("the artifact store '\(component.name)' needs secret values, which viewers may not use")
        }
    }
}
