import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Runs that are pruned", .timeLimit(.minutes(20)))
struct PruneTests {
    @Test("go by rule, first in words, then with their logs and with what no other run has")
    func prune() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let work = folder.appending("work")
            try FileManager.default.createDirectory(atPath: work.string, withIntermediateDirectories: true)
            let file = work.appending("pipeline.yaml")
            let pipeline = """
                name: kept
                parameters: {text: one}
                steps:
                  first: {run: "echo hello; echo $APUS_PARAM_TEXT > $APUS_OUTPUT_A; date +%N > $APUS_OUTPUT_B", outputs: [a, b]}
                """
            try Data(pipeline.utf8).write(to: URL(filePath: file.string))
            try await terminal.must("apus pipeline run \(file)")
            try await terminal.must("apus run retry --no-cache")
            let artifacts = { try files(under: folder.appending("home"), in: "artifacts/sha256") }
            let logs = { try files(under: folder.appending("home"), in: "logs") }
            #expect(try artifacts() == 3 && logs() == 2)

            let none = try await terminal.run("apus prune --yes")
            #expect(none.status == 2 && none.talk.contains("runs? Say at least one of"), "\(none)")
            let wrong = try await terminal.run("apus prune --status running")
            #expect(wrong.status == 2 && wrong.talk.contains("succeeded, failed or cancelled"), "\(wrong)")

            let words = try await terminal.run("apus prune --keep-last 1")
            #expect(words.status == 0 && words.talk.contains("--yes"), "\(words)")
            #expect(words.output.contains("Runs:      1") && words.output.contains("Artifacts: 1"), "\(words)")
            #expect(try artifacts() == 3 && logs() == 2)

            let done = try await terminal.run("apus prune --keep-last 1 --yes -o json")
            let report = try CanonicalJSON.decode(JSONValue.self, from: Data(done.output.utf8))
            #expect(report["done"] == .boolean(true) && report["artifacts"] == .integer(1), "\(done)")
            #expect(try artifacts() == 2 && logs() == 1)

            // The cache answers from the run that stays, and then again from the one that took that over.
            try await terminal.must("apus pipeline run \(file)")
            #expect(try await RunReport(terminal).statuses == ["cached"])
            try await terminal.must("apus prune --keep-last 1 --yes")
            #expect(try artifacts() == 2 && logs() == 0)
            try await terminal.must("apus pipeline run \(file)")
            #expect(try await RunReport(terminal).statuses == ["cached"])
            try await terminal.must("apus run resume --from first")

            try await terminal.must("apus prune --older-than 0s --yes")
            #expect(try artifacts() == 0 && logs() == 0)
            #expect(try await terminal.run("apus run list -o name").output.isEmpty)
            try await terminal.must("apus pipeline run \(file)")
            #expect(try await RunReport(terminal).statuses == ["succeeded"])
        }
    }
}

/// How many files there are in folders of that name, at whatever depth.
private func files(under root: FilePath, in name: String) throws -> Int {
    try FileManager.default.subpathsOfDirectory(atPath: root.string).count { path in
        var isFolder = false
        let isThere = FileManager.default.fileExists(atPath: root.appending(path).string, isDirectory: &isFolder)
        return isThere && !isFolder && "/\(path)".contains("/\(name)/")
    }
}
