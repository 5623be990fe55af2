import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

/// Programs that are pipelines, as a user runs them.
@Suite("A pipeline in Swift", .timeLimit(.minutes(20)))
struct SwiftPipelineTests {
    private static let digits = Terminal.programs.appending("SwiftDigits")

    private func terminal(_ folder: FilePath) -> Terminal {
        var terminal = Terminal(home: folder.appending("home"))
        terminal.environment["PATH"] = "\(Terminal.programs):\(PathVariable.value)"
        return terminal
    }

    @Test("runs here, is answered from the cache, and runs again what a parameter changes")
    func digits() async throws {
        try await withScratchFolder { folder in
            let terminal = terminal(folder)
            let first = try await terminal.run("env \(Self.digits) --once")
            try #require(first.status == 0, "\(first)")
            #expect(first.output.contains("[train] metric loss "), "\(first)")
            let line = first.output.split(separator: "\n").first { $0.hasPrefix("[report] accuracy ") }
            let accuracy = try #require(
                line?.split(separator: " ").dropFirst(2).first.flatMap { Double($0) }, "\(first)")
            #expect(accuracy >= 0.95)
            let report = try await RunReport(terminal)
            #expect(report.steps.map(\.name) == ["load", "train", "evaluate", "report", "notify"])
            #expect(report.statuses == Array(repeating: "succeeded", count: 5))
            #expect(report.outputs(of: "evaluate").keys.sorted() == ["confusion", "metrics"])
            let measured = try #require(report.attempts(of: "train").first?["metrics"]?.arrayValue?.first)
            #expect(measured["name"] == "loss" && measured["points"]?.arrayValue?.count == 30, "\(measured)")
            #expect(measured["points"]?.arrayValue?.last?["position"] == 30, "\(measured)")
            let described = try await terminal.must("apus run describe")
            #expect(described.contains("evaluate.accuracy") && described.contains("train.loss"), "\(described)")

            try await terminal.must("apus pipeline run \(Self.digits) --once")
            let cached = try await RunReport(terminal)
            #expect(cached.statuses == ["cached", "cached", "cached", "cached", "succeeded"])
            #expect(cached.json["steps"]?.arrayValue?[1]["cachedMetrics"]?.arrayValue == [measured])
            let shorter = try await terminal.run("apus pipeline run \(Self.digits) --once -p epochs=2")
            #expect(shorter.status == 0 && shorter.output.contains("[train] metric loss "), "\(shorter)")
        }
    }

    @Test("is the same pipeline for every command")
    func commands() async throws {
        try await withScratchFolder { folder in
            let terminal = terminal(folder)
            let drawn = try await terminal.must("apus pipeline graph \(Self.digits)")
            #expect(drawn.contains("evaluate"), "\(drawn)")
            let plan = try await terminal.run("env \(Self.digits) --print-plan --epochs 3")
            let other = try await terminal.run("apus pipeline run \(Self.digits) --print-plan -p epochs=3")
            #expect(plan.status == 0 && plan.output == other.output, "\(plan)\(other)")
            let train = try plan.json()["steps"]?.arrayValue?.first { $0["name"] == "train" }
            #expect(train?["environment"]?["APUS_PARAM_EPOCHS"] == "3", "\(plan)")
            #expect(train?["retry"]?["maximumRetries"] == 2, "\(plan)")
            let nightly = try await terminal.run("env \(Self.digits)")
            #expect(nightly.status == 7, "\(nightly)")
            #expect(nightly.talk.contains("stack 'default' cannot run pipelines by schedule"), "\(nightly)")
        }
    }

    @Test(
        "is refused with its own words",
        arguments: [
            ("-p epochs=many", "option 'epochs' of pipeline program 'SwiftDigits' cannot be 'many'"),
            ("-p epoch=3", "did you mean 'epochs'?"),
        ])
    func refusals(words: String, expected: String) async throws {
        try await withScratchFolder { folder in
            let outcome = try await terminal(folder).run("apus pipeline run \(Self.digits) --once \(words)")
            #expect(outcome.status == 2, "\(outcome)")
            #expect(outcome.talk.contains(expected), "\(outcome)")
        }
    }

    @Test("is no program of another kind")
    func others() async throws {
        try await withScratchFolder { folder in
            let outcome = try await terminal(folder).run("apus pipeline run /usr/bin/true")
            #expect(outcome.status == 2, "\(outcome)")
            #expect(outcome.talk.contains("error: program '/usr/bin/true' is no pipeline"), "\(outcome)")
        }
    }

    @Test("fails with the error of its step, and tells its hook")
    func failure() async throws {
        try await withScratchFolder { folder in
            let terminal = terminal(folder)
            let outcome = try await terminal.run("apus pipeline run \(Self.digits) --once -p data=nothing.txt")
            #expect(outcome.status == 10, "\(outcome)")
            #expect(outcome.output.contains("[load] error: 'nothing.txt' cannot be read"), "\(outcome)")
            #expect(outcome.output.contains("[notify] no digits tonight: "), "\(outcome)")
        }
    }
}
