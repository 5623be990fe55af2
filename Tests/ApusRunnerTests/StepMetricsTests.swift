import ApusCore
import ApusModel
import ApusRunner
import ApusTestKit
import FoundationEssentials
import Testing

@Suite("What a step measures", .timeLimit(.minutes(20)))
struct StepMetricsTests {
    @Test("is reported, whether or not the command succeeded", arguments: ["", "exit 3", "kill -SEGV $$"])
    func reported(end: String) async throws {
        try await withScratchFolder { folder in
            let report = try await RunnerBench(folder).report(
                """
                for at in 1 2 3; do echo "{\\"name\\":\\"loss\\",\\"value\\":0.$at,\\"at\\":$at}" >> "$APUS_METRICS"; done
                printf '{"name":"accuracy","value":0.9}' >> "$APUS_METRICS"
                \(end)
                """)
            #expect(
                report.metrics == [
                    MetricSeries(name: "accuracy", points: [MetricPoint(0.9)]),
                    MetricSeries(
                        name: "loss",
                        points: [MetricPoint(0.1, at: 1), MetricPoint(0.2, at: 2), MetricPoint(0.3, at: 3)]),
                ])
            if case .succeeded = report.outcome { #expect(end.isEmpty) } else { #expect(!end.isEmpty) }
        }
    }

    @Test(
        "is nothing where the command says nothing, and not said to be missing",
        arguments: [
            "true", "rm $APUS_METRICS", "echo >> $APUS_METRICS",
        ])
    func nothing(command: String) async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let report = try await bench.report(command)
            #expect(report.metrics == nil)
            #expect(bench.printed == [])
            #expect(try bench.leftovers().isEmpty)
        }
    }

    @Test(
        "fails no step and is remarked upon in its log once, when it cannot be read",
        arguments: [
            (
                "echo loss 1 >> $APUS_METRICS; echo loss 2 >> $APUS_METRICS",
                "the first is line 1"
            ),
            (#"echo '{"name":"a","value":NaN}' > $APUS_METRICS"#, "line 1 of $APUS_METRICS is not of the form"),
            ("head -c 300000 /dev/zero > $APUS_METRICS", "lines of $APUS_METRICS are not of the form"),
            ("rm $APUS_METRICS; mkfifo $APUS_METRICS", "$APUS_METRICS cannot be read: it is no file"),
            ("rm $APUS_METRICS; mkdir $APUS_METRICS", "$APUS_METRICS cannot be read: it is no file"),
            ("ln -sf /dev/zero $APUS_METRICS", "$APUS_METRICS cannot be read"),
            (
                #"seq 150 | sed 's/.*/{"name":"&","value":1}/' > $APUS_METRICS"#,
                "more than 100 names, 50 values are left out"
            ),
        ])
    func unreadable(command: String, remark: String) async throws {
        try await withScratchFolder { folder in
            let bench = RunnerBench(folder)
            let report = try await bench.report(command)
            #expect(report.outcome == .succeeded(outputs: [:]))
            #expect(bench.printed.count == 1 && bench.printed.first?.contains(remark) == true, "\(bench.printed)")
            #expect(bench.countAtEnd == 1)
            let log = try await bench.log()
            #expect(log.map(\.text) == bench.printed && log.map(\.stream) == [.runner])
        }
    }

    @Test("may be written by several processes at once")
    func together() async throws {
        try await withScratchFolder { folder in
            let report = try await RunnerBench(folder).report(
                """
                for process in a b c d; do
                  (for at in $(seq 100); do echo "{\\"name\\":\\"$process\\",\\"value\\":1,\\"at\\":$at}" >> "$APUS_METRICS"; done) &
                done
                wait
                """)
            #expect(report.metrics?.map(\.name) == ["a", "b", "c", "d"])
            #expect(report.metrics?.allSatisfy { $0.points.map(\.position) == Array(1...100) } == true)
        }
    }

    @Test("is thinned when it is much")
    func much() async throws {
        try await withScratchFolder { folder in
            let report = try await RunnerBench(folder).report(
                #"seq 5000 | sed 's/.*/{"name":"loss","value":&,"at":&}/' > $APUS_METRICS"#)
            let points = try #require(report.metrics?.first).points
            #expect(points.count == 200)
            #expect(points.first == MetricPoint(1, at: 1) && points.last == MetricPoint(5000, at: 5000))
        }
    }
}

extension RunnerBench {
    /// What is reported of an attempt of that command.
    fileprivate func report(_ command: String) async throws -> AttemptReport {
        let authority = ScriptedAuthority(.granted(assignment(command)))
        _ = try await run(authority)
        return try #require(authority.reports.first)
    }
}
