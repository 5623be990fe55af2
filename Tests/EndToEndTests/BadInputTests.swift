import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Bad input")
struct BadInputTests {
    @Test(
        "is answered with what, why and what next, and changes nothing",
        arguments: [
            (command: "apus orchestrator register k --flavor kubernets", status: 3, says: "did you mean 'kubernetes'?"),
            ("apus orchestrator register k --flavor kubernetes --kubernetes_namespce=x", 7, "kubernetes_namespace"),
            ("apus artifact-store register s --flavor s3", 7, "path"),
            ("apus orchestrator register k!! --flavor local", 2, "k!!"),
            ("apus stack set nowhere", 3, "apus stack"),
            ("apus stack register s -o default -a nothing", 3, "nothing"),
            ("apus stack delete default", 6, "default"),
            ("apus orchestrator delete default", 4, "stack"),
            ("apus orchestrator describe nobody", 3, "nobody"),
            ("apus service-connector register c --type kubernets", 3, "did you mean 'kubernetes'?"),
            ("apus service-connector register c --type kubernetes --auth-method toke", 3, "did you mean 'token'?"),
            ("apus pipeline run /no/such/file.yaml", 3, "/no/such/file.yaml"),
            ("apus run describe nothing", 3, "nothing"),
            ("apus login http://127.0.0.1:9 --api-key-file /dev/null", 2, "holds no API key"),
            ("apus login nonsense", 2, "nonsense"),
            ("apus pipline run", 2, "pipeline"),
        ] as [(command: String, status: Int32, says: String)])
    func isExplained(_ item: (command: String, status: Int32, says: String)) async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let before = try await listings(terminal)
            let outcome = try await terminal.run(item.command)
            #expect(outcome.status == item.status, "\(outcome)")
            #expect(outcome.talk.contains(item.says), "\(outcome)")
            #expect(outcome.output.isEmpty, "\(outcome)")
            #expect(try await listings(terminal) == before)
        }
    }

    @Test(
        "in a pipeline file is named with line and column, and nothing runs",
        arguments: [
            (
                steps:
                    "  a: {run: \"true\", inputs: {x: b.o}, outputs: [o]}\n  b: {run: \"true\", inputs: {x: a.o}, outputs: [o]}",
                says: "cycle"
            ),
            ("  a: {run: \"true\", inputs: {x: b.o}}", "3:"),
            ("  a: {run: \"true\", output: [o]}", "outputs"),
            ("  a: [", "line"),
        ])
    func inPipelineFile(_ item: (steps: String, says: String)) async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let file = folder.appending("pipeline.yaml")
            try Data("name: p\nsteps:\n\(item.steps)\n".utf8).write(to: URL(filePath: file.string))
            let outcome = try await terminal.run("apus pipeline run \(file)")
            #expect(outcome.status == 2, "\(outcome)")
            #expect(outcome.talk.contains(item.says), "\(outcome)")
            #expect(try await terminal.must("apus run list -o name") == "")
        }
    }

    @Test(
        "of a run on a full disk is named as that, and what was there stays",
        .enabled(if: FullDisk.isPossible, "needs the right to mount a small file system"))
    func fullDisk() async throws {
        try await FullDisk.with(kilobytes: 1024) { folder in
            let terminal = Terminal(home: folder.appending("home"))
            try await terminal.must("apus artifact-store register before --flavor local")
            let ballast = try FileDescriptor.open(
                folder.appending("ballast"), .writeOnly, options: [.create], permissions: .ownerReadWrite)
            let block = [UInt8](repeating: 1, count: 4096)
            #expect(throws: Errno.noSpace) { while true { _ = try ballast.writeAll(block) } }
            try ballast.close()
            let outcome = try await terminal.run("apus pipeline run Examples/iris/pipeline.yaml")
            #expect(outcome.status == 8, "\(outcome)")
            #expect(outcome.talk.contains("full"), "\(outcome)")
            try FileManager.default.removeItem(atPath: folder.appending("ballast").string)
            #expect(try await terminal.must("apus artifact-store list -o name").contains("before"))
            #expect(try await terminal.must("apus run list -o name") == "")
        }
    }

    private func listings(_ terminal: Terminal) async throws -> [String] {
        var found: [String] = []
        for noun in ["orchestrator", "artifact-store", "container-registry", "service-connector", "stack", "run"] {
            found.append(try await terminal.must("apus \(noun) list -o name"))
        }
        return found
    }
}
