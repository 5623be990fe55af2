import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Finally steps, from the file to the report", .timeLimit(.minutes(20)))
struct FinallyTests {
    private func withPipeline(_ main: String, _ body: (Terminal, FilePath) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let file = folder.appending("pipeline.yaml")
            let pipeline = """
                name: tidy
                steps:
                  work: {run: "\(main)", outputs: [a]}
                finally:
                  use: {run: "cat $APUS_INPUT_A", inputs: {a: work.a}}
                  notify: {run: 'echo "$APUS_RUN_STATUS: $APUS_RUN_REASON" > $APUS_OUTPUT_TOLD', outputs: [told]}
                """
            try Data(pipeline.utf8).write(to: URL(filePath: file.string))
            try await body(terminal, file)
        }
    }

    @Test(
        "row 38: after a failure they run, but for those that take what it did not leave, and the run has failed by it")
    func failure() async throws {
        try await withPipeline("exit 3") { terminal, file in
            let outcome = try await terminal.run("apus pipeline run \(file)")
            #expect(outcome.status == 10, "\(outcome)")
            let report = try await RunReport(terminal)
            #expect(report.statusByStep == ["work": "failed", "use": "skipped", "notify": "succeeded"])
            let reason = "step 'work' failed: the command ended with exit code 3"
            #expect(report.json["run"]?["reason"]?.stringValue == reason)
            let described = try await terminal.must("apus run describe")
            #expect(described.contains("failed: \(reason)") && described.contains("notify (finally)"), "\(described)")
            #expect(try await terminal.must("apus run explain use") == "Step 'use' did not run: step 'work' failed.\n")
            let graph = try await terminal.must("apus run graph --ascii")
            #expect(graph.contains("notify"), "\(graph)")
        }
    }

    @Test("they run again whenever a run is resumed or retried, and are never cached")
    func repetition() async throws {
        try await withPipeline("echo one > $APUS_OUTPUT_A") { terminal, file in
            try await terminal.must("apus pipeline run \(file)")
            let nothing = try await terminal.run("apus run resume")
            #expect(nothing.status == 2, "\(nothing)")
            for again in ["run retry", "pipeline run \(file)", "run resume --from notify"] {
                try await terminal.must("apus \(again)")
                let report = try await RunReport(terminal)
                #expect(
                    report.statusByStep == ["work": "cached", "use": "succeeded", "notify": "succeeded"], "\(again)")
            }
        }
    }
}
