import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("On this machine")
struct LocalRunTests {
    @Test("the first command of a new user runs a pipeline, and the second run is answered from the cache")
    func runIris() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let first = try await terminal.run("apus pipeline run Examples/iris/pipeline.yaml")
            try #require(first.status == 0, "\(first)")
            #expect(first.output.contains("[evaluate] accuracy 0.9778 on 45 flowers"), "\(first)")
            let report = try await RunReport(terminal)
            #expect(report.status == "succeeded")
            #expect(report.steps.map(\.name) == ["load", "split", "train", "evaluate"])
            #expect(report.statuses == Array(repeating: "succeeded", count: 4))
            #expect(report.outputs(of: "split").keys.sorted() == ["test", "train"])

            let described = try await terminal.must("apus run describe")
            #expect(described.contains("0.9778"), "\(described)")
            let logs = try await terminal.must("apus run logs --step load")
            #expect(logs.contains("150 flowers"), "\(logs)")

            try await terminal.must("apus pipeline run Examples/iris/pipeline.yaml")
            #expect(try await RunReport(terminal).statuses == Array(repeating: "cached", count: 4))
            try await terminal.must("apus pipeline run Examples/iris/pipeline.yaml -p neighbours=3")
            #expect(try await RunReport(terminal).statuses.contains("succeeded"))
        }
    }

    @Test("a step that fails fails the run, with its words, and skips what is downstream")
    func failingStep() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let file = folder.appending("pipeline.yaml")
            try Data(
                """
                name: broken
                steps:
                  first: {run: "echo before; exit 3", outputs: [a]}
                  second: {run: "true", inputs: {a: first.a}}
                  other: {run: "echo other"}
                """.utf8
            ).write(to: URL(filePath: file.string))
            let outcome = try await terminal.run("apus pipeline run \(file)")
            #expect(outcome.status == 10, "\(outcome)")
            #expect(outcome.talk.contains("apus run describe"), "\(outcome)")
            let report = try await RunReport(terminal)
            #expect(report.statusByStep == ["first": "failed", "second": "skipped", "other": "succeeded"])
        }
    }

    @Test("several commands at once on a new home do not disturb each other")
    func manyAtOnce() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            try await withThrowingTaskGroup(of: Terminal.Outcome.self) { group in
                for number in 0..<8 {
                    group.addTask { try await terminal.run("apus artifact-store register a\(number) --flavor local") }
                }
                for try await outcome in group { #expect(outcome.status == 0, "\(outcome)") }
            }
            let names = try await terminal.must("apus artifact-store list -o name")
            #expect(names.split(separator: "\n").count == 9, "\(names)")
        }
    }
}
