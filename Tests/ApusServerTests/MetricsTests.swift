import ApusAPI
import ApusClient
import ApusCore
import ApusHTTP
import ApusModel
import ApusTestKit
import FoundationEssentials
import Testing

@testable import ApusServer

@Suite struct MetricsTests {
    private func metrics(_ server: ServerUnderTest) async throws -> [Substring] {
        let response = try await server.send(.get, "/metrics", token: server.apiKey().revealed())
        #expect(response.status == 200)
        #expect(response.headers["Content-Type"] == MetricsText.mediaType)
        return String(decoding: response.body, as: UTF8.self).split(separator: "\n")
    }

    @Test func `calls are counted by template, method and status`() async throws {
        try await withServer { server in
            let store = try server.store()
            for id in ["a", "b"] { _ = try await store.run(Identifier(rawValue: id)) }
            _ = try await server.send(.get, "/api/v1/runs/a", token: nil)
            _ = try await server.send(.get, "/nothing/at/all", token: nil)
            let lines = try await metrics(server)
            let route = "/api/v1/runs/{run}"
            #expect(
                lines.contains {
                    $0.hasPrefix("apus_http_requests_total{route=\"\(route)\",method=\"GET\",status=\"401\"} 1")
                })
            #expect(lines.contains("apus_http_requests_total{route=\"NotFound\",method=\"GET\",status=\"404\"} 1"))
            #expect(lines.contains("apus_http_request_duration_seconds_count{route=\"\(route)\",method=\"GET\"} 3"))
            #expect(!lines.contains { $0.contains("/nothing") || $0.contains("runs/a") })
            #expect(lines.contains { $0.hasPrefix("process_resident_memory_bytes ") })
        }
    }

    @Test func `runs are counted by status`() async throws {
        let store = InMemoryMetadataStore()
        for name in ["one", "two"] {
            let run = Run(name: name, pipeline: "p", stack: "s", createdAt: Date())
            try await store.create(run, plan: RunPlan(pipeline: "p", stack: "s", steps: []))
            if name == "two" { _ = try await store.advance(run.id, to: .running, reason: nil, at: Date()) }
        }
        try await withServer(store) { server in
            let lines = try await metrics(server)
            #expect(lines.contains("apus_runs{status=\"initializing\"} 1"))
            #expect(lines.contains("apus_runs{status=\"running\"} 1"))
            #expect(lines.contains("apus_runs{status=\"failed\"} 0"))
        }
    }

    @Test func `streams are counted while they are open`() {
        let metrics = ServerMetrics()
        metrics.openStream()
        metrics.openStream()
        metrics.closeStream()
        let lines = metrics.text(runs: [:], process: nil).text.split(separator: "\n")
        #expect(lines.contains("apus_event_streams_open 1"))
        #expect(!lines.contains { $0.hasPrefix("process_") })
    }

    @Test func `they are for users only`() async throws {
        try await withServer { server in
            let response = try await server.send(.get, "/metrics", token: nil)
            #expect(response.status == 401)
        }
    }

    @Test func `a histogram counts what is not above each bound`() {
        var durations = DurationHistogram()
        for milliseconds in [1, 2, 40, 60_000] { durations.add(.milliseconds(milliseconds)) }
        var text = MetricsText()
        text.begin("d", .histogram, "Durations.")
        text.add("d", [("a", "x\"\\\ny")], durations)
        let lines = text.text.split(separator: "\n")
        let labels = #"a="x\"\\\ny""#
        #expect(
            lines.starts(with: ["# HELP d Durations.", "# TYPE d histogram", "d_bucket{\(labels),le=\"0.001\"} 1"]))
        #expect(lines.contains("d_bucket{\(labels),le=\"0.05\"} 3"))
        #expect(lines.contains("d_bucket{\(labels),le=\"30\"} 3"))
        #expect(lines.contains("d_bucket{\(labels),le=\"+Inf\"} 4"))
        #expect(lines.last == "d_count{\(labels)} 4")
    }

    @Test func `what a process takes is read whatever its name is`() throws {
        let stat =
            "7 (a ) b) S 1 7 7 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 4 0 12345 1000000 512 18446744073709551615"
        let usage = try #require(ProcessUsage(stat: stat, openFiles: 9, ticksPerSecond: 100, pageSize: 4096))
        #expect(usage.processorTime == 3)
        #expect(usage.residentMemory == 512 * 4096)
        #expect(ProcessUsage(stat: "7 (a) S 1", openFiles: 9) == nil)
    }
}
