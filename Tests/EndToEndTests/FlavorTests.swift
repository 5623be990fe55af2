import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

/// The flavors of Examples/flavors, used as a user uses them.
@Suite("Custom flavors", .timeLimit(.minutes(20)))
struct FlavorTests {
    @Test(
        "in Python and Swift make a stack that runs a pipeline",
        .enabled(if: WebDAVServer.isInstalled, "Scripts/setup installs nginx"))
    func stack() async throws {
        try await withScratchFolder { folder in
            let server = try await WebDAVServer.start(in: folder.appending("server"))
            let terminal = Terminal(home: folder.appending("home"))
            for line in [
                "apus flavor register Examples/flavors/webdav/webdav.py",
                "apus orchestrator flavor register \(Terminal.programs)/limits",
                "apus artifact-store register dav --flavor webdav --url=\(server.url)/apus",
                "apus orchestrator register limited --flavor limits --nice=5",
                "apus stack register custom -o limited -a dav", "apus stack set custom",
            ] {
                try await terminal.must(line)
            }
            let first = try await terminal.run("apus pipeline run Examples/iris/pipeline.yaml")
            try #require(first.status == 0, "\(first)")
            #expect(first.output.contains("[evaluate] accuracy 0.9778 on 45 flowers"), "\(first)")
            let report = try await RunReport(terminal)
            #expect(report.statuses == Array(repeating: "succeeded", count: 4))
            #expect(try await terminal.must("apus run logs --step load").contains("150 flowers"))
            let kept = folder.appending("server/root/apus/artifacts/sha256")
            #expect(FileManager.default.fileExists(atPath: kept.string))

            try await terminal.must("apus pipeline run Examples/iris/pipeline.yaml")
            #expect(try await RunReport(terminal).statuses == Array(repeating: "cached", count: 4))
            let deletion = try await terminal.run("apus flavor delete webdav")
            #expect(deletion.status == 4, "\(deletion)")
            #expect(deletion.talk.contains("it is the flavor of 'dav'"), "\(deletion)")
        }
    }

    @Test("in C keep what a pipeline makes, compressed")
    func library() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let plugin = folder.appending("gzip")
            try FileManager.default.copyItem(
                atPath: Terminal.repository.appending("Examples/flavors/gzip").string, toPath: plugin.string)
            for line in [
                "make -s -C \(plugin)", "apus artifact-store flavor register \(plugin)",
                "apus artifact-store register small --flavor gzip --path=\(folder)/kept",
                "apus stack register custom -o default -a small --set",
            ] {
                try await terminal.must(line)
            }
            let outcome = try await terminal.run("apus pipeline run Examples/iris/pipeline.yaml")
            #expect(outcome.status == 0 && outcome.output.contains("accuracy 0.9778 on 45 flowers"), "\(outcome)")
            #expect(try await terminal.must("apus run logs --step load").contains("150 flowers"))
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder.appending("kept/artifacts").string)
            let files = names.filter { $0.hasSuffix(".gz") }.map { folder.appending("kept/artifacts/\($0)") }
            #expect(!files.isEmpty, "\(names)")
            for file in files { try await terminal.must("gzip --test \(file)") }
        }
    }

    @Test(
        "in Python keep their contract over a real server",
        .enabled(if: WebDAVServer.isInstalled, "Scripts/setup installs nginx"))
    func testWebDAV() async throws {
        try await withScratchFolder { folder in
            let server = try await WebDAVServer.start(in: folder.appending("server"))
            let terminal = Terminal(home: folder.appending("home"))
            let outcome = try await terminal.run(
                "apus flavor test Examples/flavors/webdav/webdav.py --url=\(server.url)/try")
            #expect(outcome.status == 0, "\(outcome)")
            #expect(!outcome.output.contains("FAILED"), "\(outcome)")
            #expect(outcome.output.contains("ok      killed in the middle of a write"), "\(outcome)")
        }
    }

    @Test("in Swift keep the contract of orchestrators")
    func testLimits() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let outcome = try await terminal.run("apus flavor test \(Terminal.programs)/limits")
            #expect(outcome.status == 0, "\(outcome)")
            #expect(!outcome.output.contains("FAILED"), "\(outcome)")
        }
    }

    @Test("of connectors keep the contract of those, and are told where they do not")
    func testConnectors() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let exam = "apus flavor test \(Terminal.programs)/sample-plugin"
            let good = try await terminal.run("\(exam) --connector-type sample --token=good-token")
            #expect(good.status == 0 && !good.output.contains("FAILED"), "\(good)")
            #expect(good.output.contains("ok      refused credentials are unauthorized, and no error"), "\(good)")
            #expect(good.talk.contains("Not tried: a peer that cannot be reached"), "\(good)")
            let bad = try await terminal.run(
                "\(exam) --connector-type sample-failing --token=good-token --unreachable token=other")
            #expect(bad.status == 7 && bad.output.contains("FAILED  access names the resource"), "\(bad)")
            #expect(bad.output.contains("ok      a peer that cannot be reached is unavailable"), "\(bad)")
            for (options, says) in [
                ("--connector-type sampel", "did you mean 'sample'?"),
                ("--connector-type sample", "needs the option 'token'"),
                ("--connector-type sample --auth-method tokn --token=x", "did you mean 'token'?"),
            ] {
                let refused = try await terminal.run("\(exam) \(options)")
                #expect(refused.status != 0 && refused.talk.contains(says), "\(refused)")
            }
        }
    }

    @Test("set limits that the steps see")
    func limits() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let file = folder.appending("pipeline.yaml")
            try Data(
                """
                name: limits
                cache: false
                steps:
                  nice: {run: "echo nice is $(nice)"}
                  nicer: {run: "echo nice is $(nice)", settings: {orchestrator: {nice: 11}}}
                  small: {run: "python3 -c 'bytearray(1 << 30)'", settings: {orchestrator: {memory: 512}}}
                """.utf8
            ).write(to: URL(filePath: file.string))
            for line in [
                "apus flavor register \(Terminal.programs)/limits",
                "apus orchestrator register limited --flavor limits --nice=5",
                "apus stack register custom -o limited -a default", "apus stack set custom",
            ] {
                try await terminal.must(line)
            }
            let outcome = try await terminal.run("apus pipeline run \(file)")
            #expect(outcome.status == 10, "\(outcome)")
            #expect(outcome.output.contains("[nice] nice is 5"), "\(outcome)")
            #expect(outcome.output.contains("[nicer] nice is 11"), "\(outcome)")
            #expect(outcome.output.contains("MemoryError"), "\(outcome)")
            #expect(
                try await RunReport(terminal).statusByStep == [
                    "nice": "succeeded", "nicer": "succeeded", "small": "failed",
                ])
        }
    }

    @Test("are listed and described without being started")
    func listings() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let copy = folder.appending("webdav.py")
            let original = Terminal.repository.appending("Examples/flavors/webdav/webdav.py")
            try ChildProgram.run(["cp", "-p", original.string, copy.string])
            try await terminal.must("apus flavor register \(copy)")
            try FileManager.default.removeItem(atPath: copy.string)
            #expect(try await terminal.must("apus flavor list").contains("webdav"))
            #expect(try await terminal.must("apus artifact-store flavor list -o name").contains("webdav"))
            #expect(try await !terminal.must("apus orchestrator flavor list -o name").contains("webdav"))
            #expect(try await terminal.must("apus flavor describe webdav").contains("--password"))
            #expect(try await terminal.must("apus plugin describe webdav").contains("sha256:"))
            #expect(try await terminal.must("apus plugin list").contains("usable"))
            let unknown = try await terminal.run("apus flavor describe webdaw")
            #expect(unknown.status == 3 && unknown.talk.contains("did you mean 'webdav'?"), "\(unknown)")
            let ambiguous = try await terminal.run("apus flavor describe local")
            #expect(ambiguous.status == 2 && ambiguous.talk.contains("apus orchestrator flavor"), "\(ambiguous)")
            let wrong = try await terminal.run("apus orchestrator flavor register \(copy)")
            #expect(wrong.status == 3, "\(wrong)")
            let bundled = try await terminal.run("apus artifact-store flavor delete local")
            #expect(bundled.status == 7, "\(bundled)")
            try await terminal.must("apus flavor delete webdav")
            #expect(try await !terminal.must("apus flavor list").contains("webdav"))
        }
    }
}
