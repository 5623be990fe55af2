import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Runs that are repeated, followed, explained and forgotten", .timeLimit(.minutes(20)))
struct RunVerbTests {
    /// The step `second` fails until the file `fixed` is there.
    private func withFailedRun(_ body: (Terminal, FilePath) async throws -> Void) async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let file = folder.appending("pipeline.yaml")
            let pipeline = """
                name: mended
                cache: false
                steps:
                  first: {run: "echo one | tee -a \(folder)/ran > $APUS_OUTPUT_A", outputs: [a]}
                  second:
                    run: "echo trying; [ -e \(folder)/fixed ] && cat $APUS_INPUT_A"
                    inputs: {a: first.a}
                  third: {run: "echo three", after: [second]}
                """
            try Data(pipeline.utf8).write(to: URL(filePath: file.string))
            let failed = try await terminal.run("apus pipeline run \(file)")
            try #require(failed.status == 10, "\(failed)")
            try await body(terminal, folder)
        }
    }

    private func mend(_ folder: FilePath) throws {
        try Data().write(to: URL(filePath: folder.appending("fixed").string))
    }

    private func ran(_ folder: FilePath) -> Int {
        (FileManager.default.contents(atPath: folder.appending("ran").string) ?? Data()).count { $0 == 10 }
    }

    @Test("resuming takes over what succeeded, retrying runs all of it")
    func repetition() async throws {
        try await withFailedRun { terminal, folder in
            try mend(folder)
            let resumed = try await terminal.run("apus run resume")
            #expect(resumed.status == 0, "\(resumed)")
            let report = try await RunReport(terminal)
            #expect(report.statusByStep == ["first": "cached", "second": "succeeded", "third": "succeeded"])
            #expect(ran(folder) == 1 && resumed.output.contains("[second] one"), "\(resumed)")

            let nothing = try await terminal.run("apus run resume")
            #expect(nothing.status == 2 && nothing.talk.contains("--from STEP"), "\(nothing)")
            try await terminal.must("apus run resume --from second")
            let again = try await RunReport(terminal)
            #expect(again.statusByStep == ["first": "cached", "second": "succeeded", "third": "succeeded"])
            let unknown = try await terminal.run("apus run resume --from secund")
            #expect(unknown.status == 3 && unknown.talk.contains("did you mean 'second'?"), "\(unknown)")

            try await terminal.must("apus run retry")
            #expect(try await RunReport(terminal).statuses == ["succeeded", "succeeded", "succeeded"])
            #expect(ran(folder) == 2)
        }
    }

    @Test("what a person wants to run again runs, whatever the cache has")
    func cached() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let file = folder.appending("pipeline.yaml")
            let pipeline = """
                name: kept
                steps:
                  first: {run: "echo one > $APUS_OUTPUT_A", outputs: [a]}
                  second: {run: "cat $APUS_INPUT_A > $APUS_OUTPUT_B", inputs: {a: first.a}, outputs: [b]}
                """
            try Data(pipeline.utf8).write(to: URL(filePath: file.string))
            try await terminal.must("apus pipeline run \(file)")
            for (command, statuses) in [
                ("retry", ["cached", "cached"]), ("resume --from second", ["cached", "succeeded"]),
                ("retry --no-cache", ["succeeded", "succeeded"]), ("retry", ["cached", "cached"]),
            ] {
                try await terminal.must("apus run \(command)")
                #expect(try await RunReport(terminal).statuses == statuses, "apus run \(command)")
            }
        }
    }

    @Test("a secret that is gone is missed before a run is repeated")
    func missingSecret() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let file = folder.appending("pipeline.yaml")
            let pipeline = "name: closed\nsecrets: [key]\nsteps: {look: {run: 'test -n \"$TOKEN\"'}}\n"
            try Data(pipeline.utf8).write(to: URL(filePath: file.string))
            try await terminal.must("apus secret create key --TOKEN=t")
            try await terminal.must("apus pipeline run \(file)")
            try await terminal.must("apus secret delete key")
            for command in ["retry", "resume --from look"] {
                let refused = try await terminal.run("apus run \(command)")
                #expect(refused.status == 3 && refused.talk.contains("apus secret create key"), "\(refused)")
            }
            #expect(try await terminal.must("apus run list -o name").split(separator: "\n").count == 1)
        }
    }

    @Test("a step is explained: why it failed with its last lines, and why it did not run")
    func explain() async throws {
        try await withFailedRun { terminal, _ in
            let failed = try await terminal.must("apus run explain second")
            #expect(failed.contains("Step 'second' failed: the command ended with exit code 1"), "\(failed)")
            #expect(failed.contains("  | trying"), "\(failed)")
            #expect(
                try await terminal.must("apus run explain third") == "Step 'third' did not run: step 'second' failed.\n"
            )
            let unknown = try await terminal.run("apus run explain secod")
            #expect(unknown.status == 3 && unknown.talk.contains("did you mean 'second'?"), "\(unknown)")
        }
    }

    @Test("a run that is over is forgotten with its logs; its artifacts stay")
    func deletion() async throws {
        try await withFailedRun { terminal, _ in
            let run = try #require(try await RunReport(terminal).json["run"]?["id"]?.stringValue)
            let kept = terminal.home.appending("artifacts/default")
            func files(_ folder: String) -> [String] {
                let names = (try? FileManager.default.subpathsOfDirectory(atPath: kept.appending(folder).string)) ?? []
                return names.filter { !FileManager.default.isDirectory(kept.appending(folder).appending($0)) }
            }
            #expect(!files("logs/\(run)").isEmpty && !files("artifacts").isEmpty)
            try await terminal.must("apus run delete \(run)")
            #expect(files("logs/\(run)").isEmpty && !files("artifacts").isEmpty)
            #expect(try await terminal.must("apus run list -o name") == "")
            let gone = try await terminal.run("apus run delete \(run)")
            #expect(gone.status == 3 && gone.talk.contains("apus run list"), "\(gone)")
        }
    }

    @Test("logs and steps of a run are followed to its end by other commands")
    func following() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let file = folder.appending("pipeline.yaml")
            let pipeline = """
                name: slow
                steps:
                  wait: {run: "echo begun; while [ ! -e \(folder)/go ]; do sleep 0.1; done; echo going; echo last"}
                  fail: {run: "echo here; exit 3", after: [wait]}
                """
            try Data(pipeline.utf8).write(to: URL(filePath: file.string))
            async let running = terminal.run("apus pipeline run \(file)")
            try await terminal.wait(for: ["begun"]) { try await terminal.run("apus run logs").output }
            let busy = try await terminal.run("apus run delete slow")
            #expect(busy.status == 4 && busy.talk.contains("apus run cancel"), "\(busy)")
            #expect(try await terminal.must("apus run explain fail").contains("waits for 'wait', which is running."))
            async let logs = terminal.run("apus run logs -f")
            async let watched = terminal.run("apus run watch")
            try Data().write(to: URL(filePath: folder.appending("go").string))
            #expect(try await running.status == 10)
            let followed = try await logs
            let lines = followed.output.split(separator: "\n").map(String.init)
            #expect(lines.filter { $0.hasPrefix("[wait]") } == ["[wait] begun", "[wait] going", "[wait] last"])
            #expect(lines.count == 4 && lines.contains("[fail] here"), "\(followed)")
            let watch = try await watched
            #expect(watch.status == 10 && watch.talk.contains("✗ fail the command ended with exit code 3"), "\(watch)")
        }
    }
}

extension FileManager {
    fileprivate func isDirectory(_ path: FilePath) -> Bool {
        var isDirectory = false
        return fileExists(atPath: path.string, isDirectory: &isDirectory) && isDirectory
    }
}
