import ApusAPI
import ApusCore
import ApusModel
import Hummingbird

/// Whether the server is alive, whether it should get calls, and what it counts.
struct HealthRoutes: Sendable {
    let store: any MetadataStore
    let shutdown: ShutdownMark
    let metrics: ServerMetrics

    /// For everybody: `/health` and `/health/live` answer while the process does, `/health/ready` is 503 while the store
    /// does not answer and once the server shuts down.
    func addHealth(to router: Router<CallContext>) {
        let readiness = Readiness(shutdown: shutdown) { [store] in _ = try await store.runs(RunQuery(limit: 1)) }
        for path in ["/health", "/health/live"] as [RouterPath] {
            router.get(path) { _, _ in try Response.json(["status": "ok"]) }
        }
        router.get("/health/ready") { _, _ in
            try await readiness.check()
            return try Response.json(["status": "ok"])
        }
    }

    func addMetrics(to table: RouteTable) {
        let (store, metrics) = (store, metrics)
        table.on(.metrics) { _ in
            let text = metrics.text(runs: try await store.runCounts(), process: .current()).text
            return Response(
                status: .ok, headers: [.contentType: MetricsText.mediaType, .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        }
    }
}
