import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("A session with stacks")
struct StackSessionTests {
    @Test("components and stacks are changed, renamed, copied, exported, imported and deleted")
    func lifeOfAStack() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            for command in [
                "apus artifact-store register data --flavor local --path=\(folder)/data -l team=a",
                "apus artifact-store update data --path \(folder)/other --env GREETING=hello -l team=b",
                "apus stack register lab -o default -a data --set",
                "apus stack rename lab work",
                "apus artifact-store rename data things",
                "apus artifact-store copy things spare",
                "apus stack update --artifact-store spare --env GREETING=hi",
            ] {
                try await terminal.must(command)
            }
            #expect(try await terminal.must("apus stack get") == "work\n")
            #expect(try await terminal.must("apus artifact-store get") == "spare\n")
            let described = try await terminal.must("apus artifact-store describe")
            for part in ["spare", "\(folder)/other", "Label team", "Variable GREETING"] {
                #expect(described.contains(part), "\(described)")
            }
            let file = folder.appending("work.yaml")
            try await terminal.must("apus stack export work \(file)")
            #expect(try await terminal.must("apus stack import \(file)").contains("unchanged stack 'work'"))
            let plan = try await terminal.must("apus stack import \(file) --name twin --dry-run")
            #expect(plan.contains("would create stack 'twin'"), "\(plan)")
            try await terminal.must("apus stack import \(file) --name twin")
            let refused = try await terminal.run("apus stack delete work")
            #expect(refused.status == 4 && refused.talk.contains("apus stack set default"), "\(refused)")
            try await terminal.must("apus stack set default")
            try await terminal.must("apus stack delete twin --recursive")
            try await terminal.must("apus artifact-store remove-attribute spare path -l team")
            let other = Terminal(home: folder.appending("another"))
            try await other.must("apus stack import \(file)")
            #expect(try await other.must("apus stack export work") == String(contentsOf: file))
        }
    }

    @Test("steps see variables and secrets of stack and pipeline; logs and process arguments show none")
    func secrets() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let key = folder.appending("key.txt")
            try Data("planted-in-a-file\n".utf8).write(to: URL(filePath: key.string))
            try await terminal.must("apus secret create first --TOKEN=planted-first --SHARED=planted-shared")
            try await terminal.must("apus secret create second --SHARED=@\(key)")
            try await terminal.must("apus stack copy default lab")
            try await terminal.must("apus stack update lab --secret first --env PLAIN=stack --env LEVEL=stack")
            try await terminal.must("apus stack set lab")
            let file = folder.appending("pipeline.yaml")
            try Data(
                """
                name: see
                secrets: [second]
                environment: {LEVEL: pipeline}
                steps:
                  look:
                    run: |
                      echo "token is $TOKEN"
                      echo "$PLAIN $LEVEL"
                      shown() { grep -alFf - /proc/[0-9]*/cmdline 2>/dev/null | wc -l; }
                      echo "arguments with the token: $(echo "$TOKEN" | shown), with this: $(echo LEVEL | shown)"
                      printf %s "$TOKEN/$SHARED" | tr a-z A-Z > $APUS_OUTPUT_SEEN
                    outputs: [seen]
                """.utf8
            ).write(to: URL(filePath: file.string))
            let run = try await terminal.run("apus pipeline run \(file)")
            #expect(run.status == 0, "\(run)")
            #expect(run.output.contains("token is ***") && run.output.contains("stack pipeline"), "\(run)")
            #expect(run.output.contains("arguments with the token: 0, with this: "), "\(run)")
            #expect(!run.output.contains("with this: 0"), "the arguments of processes were not read: \(run)")
            let artifact = try #require(try await RunReport(terminal).outputs(of: "look")["seen"])
            #expect(artifact["size"]?.integerValue == Int64("planted-first/planted-in-a-file".utf8.count))
            let everything = [
                try await terminal.must("apus run logs"), try await terminal.must("apus run describe -o json"),
                try await terminal.must("apus secret describe first -o json"),
                try await terminal.must("apus stack describe -o yaml"), run.output, run.talk,
            ]
            for text in everything { #expect(!text.contains("planted"), "\(text)") }
            #expect(try Self.filesWith("planted-", below: terminal.home).isEmpty)

            let used = try await terminal.run("apus secret delete first")
            #expect(used.status == 4 && used.talk.contains("stack 'lab'"), "\(used)")
            try await terminal.must("apus secret delete second")
            let missing = try await terminal.run("apus pipeline run \(file)")
            #expect(missing.status == 3 && missing.talk.contains("apus secret create second"), "\(missing)")
        }
    }

    @Test("a project has an active stack of its own, and one that vanished is said")
    func project() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            try await terminal.must("apus stack copy default lab")
            let project = folder.appending("project")
            try FileManager.default.createDirectory(atPath: project.string, withIntermediateDirectories: true)
            try await terminal.must("apus init \(project) --stack lab")
            let inside = try await terminal.run(
                ["sh", "-c", "cd \(project) && \(Terminal.programs.appending("apus")) status"])
            #expect(inside.output.contains("lab (chosen by the project in \(project))"), "\(inside)")
            #expect(try await terminal.must("apus status").contains("default (chosen by nobody)"))
            try await terminal.must("apus stack delete lab")
            let vanished = try await terminal.run(
                ["sh", "-c", "cd \(project) && \(Terminal.programs.appending("apus")) stack get"])
            #expect(vanished.status == 3, "\(vanished)")
            #expect(vanished.talk.contains("the active stack 'lab' does not exist any more"), "\(vanished)")
            #expect(vanished.talk.contains("the project in \(project)"), "\(vanished)")
        }
    }

    @Test("the doctor tries every part, and says how to mend what fails")
    func doctor() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let well = try await terminal.must("apus doctor")
            #expect(well.contains("artifact store 'default'") && !well.contains("failed"), "\(well)")
            try await terminal.must("apus artifact-store register gone --flavor local --path=/proc/nowhere")
            try await terminal.must("apus stack register ill -o default -a gone")
            let ill = try await terminal.run("apus doctor ill")
            #expect(ill.status == 7, "\(ill)")
            #expect(ill.output.contains("artifact store 'gone': usable failed"), "\(ill)")
            #expect(ill.output.contains("/proc/nowhere"), "\(ill)")
        }
    }

    /// The files below `folder` that contain `text`.
    private static func filesWith(_ text: String, below folder: FilePath) throws -> [String] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.string)
        return names.filter { name in
            let bytes = FileManager.default.contents(atPath: folder.appending(name).string) ?? Data()
            return String(decoding: bytes, as: UTF8.self).contains(text)
        }
    }
}

extension String {
    fileprivate init(contentsOf file: FilePath) throws {
        self.init(decoding: try Data(contentsOf: URL(filePath: file.string)), as: UTF8.self)
    }
}
