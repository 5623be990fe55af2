import ApusModel
import Synchronization

/// What a server counts of its calls while it runs.
final class ServerMetrics: Sendable {
    /// What calls are counted by. The route is its template, so that there are only as many as there are routes.
    struct Route: Hashable, Comparable, Sendable {
        let template: String
        let method: String

        static func < (one: Route, other: Route) -> Bool {
            (one.template, one.method) < (other.template, other.method)
        }
    }

    private struct Counts {
        var calls: [Route: [Int: Int]] = [:]
        var durations: [Route: DurationHistogram] = [:]
        var openStreams = 0
    }

    private let counts = Mutex(Counts())

    /// - Parameter duration: until the response began.
    func add(_ route: Route, status: Int, duration: Duration) {
        counts.withLock { counts in
            counts.calls[route, default: [:]][status, default: 0] += 1
            counts.durations[route, default: DurationHistogram()].add(duration)
        }
    }

    func openStream() { counts.withLock { $0.openStreams += 1 } }
    func closeStream() { counts.withLock { $0.openStreams -= 1 } }

    /// - Parameter runs: how many runs there are in each status.
    func text(runs: [RunStatus: Int], process: ProcessUsage?) -> MetricsText {
        let counts = counts.withLock { $0 }
        var text = MetricsText()
        text.begin("apus_server_info", .gauge, "The version that runs; always 1.")
        text.add("apus_server_info", [("version", ApusVersion.current)], 1)
        text.begin("apus_http_requests_total", .counter, "Calls that were answered.")
        for (route, statuses) in counts.calls.sorted(by: { $0.key < $1.key }) {
            for (status, count) in statuses.sorted(by: { $0.key < $1.key }) {
                text.add("apus_http_requests_total", route.labels + [("status", "\(status)")], Double(count))
            }
        }
        text.begin("apus_http_request_duration_seconds", .histogram, "Time until the response began.")
        for (route, durations) in counts.durations.sorted(by: { $0.key < $1.key }) {
            text.add("apus_http_request_duration_seconds", route.labels, durations)
        }
        text.begin("apus_event_streams_open", .gauge, "Clients that follow a run.")
        text.add("apus_event_streams_open", [], Double(counts.openStreams))
        text.begin("apus_runs", .gauge, "Runs in the store.")
        for status in RunStatus.allCases {
            text.add("apus_runs", [("status", status.rawValue)], Double(runs[status] ?? 0))
        }
        if let process { text.add(process) }
        return text
    }
}

extension ServerMetrics.Route {
    fileprivate var labels: [(String, String)] { [("route", template), ("method", method)] }
}
