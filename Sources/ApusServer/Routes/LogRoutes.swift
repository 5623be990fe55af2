import ApusAPI
import ApusCore
import ApusModel
import ApusRunner
import Hummingbird

/// What steps print.
struct LogRoutes {
    let store: any MetadataStore
    let contents: RunContents
    let keepAlive: Duration
    let metrics: ServerMetrics

    func add(to table: RouteTable) {
        let (store, contents, keepAlive, metrics) = (store, contents, keepAlive, metrics)
        table.on(.stepLogs) { call in
            let (run, step, cursor) = (try call.run(), try call.value("step"), try call.logCursor())
            guard try await store.plan(of: run).step(step) != nil else {
                throw ApusError(.notFound, "run '\(run)' has no step '\(step)'")
            }
            let logs = StepLogs(store: try await contents.artifactStore(of: run))
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
}
