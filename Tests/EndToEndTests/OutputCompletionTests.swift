import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Completion")
struct OutputCompletionTests {
    /// A terminal where `apus` is on the path, with an orchestrator and a stack.
    private func terminal(in folder: FilePath) async throws -> Terminal {
        var terminal = Terminal(home: folder.appending("home"))
        terminal.environment["PATH"] = "\(Terminal.programs):/usr/bin:/bin"
        try await terminal.must("apus orchestrator register fleet-of-pods --flavor kubernetes")
        try await terminal.must("apus orchestrator register laptop --flavor local")
        try await terminal.must("apus stack register quiet-stack -o laptop -a default")
        return terminal
    }

    private func answers(_ terminal: Terminal, _ words: [String]) async throws -> [String] {
        let outcome = try await terminal.run(["apus", "complete", "--"] + words)
        #expect(outcome.status == 0 && outcome.talk.isEmpty, "\(outcome)")
        return outcome.output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    }

    @Test(
        "knows commands, options, filters, declared options, their values, and names",
        arguments: [
            (["st"], ["status", "stack"]), (["stack", "se"], ["set"]),
            (["stack", "set", ""], ["default", "quiet-stack"]),
            (["stack", "set", "q"], ["quiet-stack"]), (["stack", "set", "quiet-stack", ""], []),
            (["stack", "register", "new", "-o", "l"], ["laptop"]),
            (["stack", "register", "new", "--orchestrator=f"], ["--orchestrator=fleet-of-pods"]),
            (["stack", "register", ""], []), (["orchestrator", "describe", "f"], ["fleet-of-pods"]),
            (["orchestrator", "register", "n", "--flavor", "k"], ["kubernetes"]),
            (
                ["orchestrator", "register", "n", "-f", "kubernetes", "--kubernetes"],
                ["--kubernetes-context=", "--kubernetes-namespace="]
            ),
            (
                ["orchestrator", "register", "n", "-f", "kubernetes", "--incluster="],
                ["--incluster=true", "--incluster=false"]
            ),
            (["service-connector", "register", "n", "--type", "k"], ["kubernetes"]),
            (["service-connector", "register", "n", "--type", "kubernetes", "--auth-method", "t"], ["token"]),
            (["stack", "list", "--na"], ["--name="]), (["stack", "list", "-o", "j"], ["json"]),
            (["stack", "list", "--columns", "or"], ["orchestrator"]),
            (["run", "list", "--status", "s"], ["stopping", "succeeded"]),
            (["pipeline", "run", ""], [":files"]), (["pipeline", "run", "--stack", "q"], ["quiet-stack"]),
            (["pipeline", "schedule", "p"], ["pause"]), (["pipeline", "schedule", "describe", ""], []),
            (["pipeline", "schedule", "update", "n", "--concurrency-policy", "F"], ["Forbid"]),
            (["pipeline", "schedule", "list", "--paused", "t"], ["true"]),
            (["completion", ""], ["bash", "zsh", "fish"]), (["manual", "stack", "des"], ["describe"]),
            (["nothing", ""], []),
        ] as [([String], [String])])
    func engine(_ words: [String], _ expected: [String]) async throws {
        try await withScratchFolder { folder in
            let terminal = try await terminal(in: folder)
            let found = try await answers(terminal, words)
            #expect(found == expected)
        }
    }

    @Test("makes no data for a user who has none, and says nothing")
    func newUser() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let found = try await answers(terminal, ["stack", "set", ""])
            #expect(found == [])
            #expect(!FileManager.default.fileExists(atPath: terminal.home.string))
        }
    }

    @Test(
        "works in the shells themselves: what is typed and completed is what runs",
        arguments: [
            ("bash", ["source <(apus completion bash)"]),
            ("zsh", ["autoload -Uz compinit", "compinit -u -D", "source <(apus completion zsh)"]),
            ("fish", ["apus completion fish | source"]),
        ])
    func shells(_ shell: String, _ preparation: [String]) async throws {
        try await withScratchFolder { folder in
            let terminal = try await terminal(in: folder)
            let (result, done) = (folder.appending("result"), folder.appending("done"))
            let typed =
                preparation + [
                    "apus orches\tdesc\tfl\t-o name > \(result)",
                    "apus stack list --orchestrator=lap\t -o name >> \(result)",
                    "apus stack set qu\t",
                    "apus stack get >> \(result); touch \(done)",
                ]
            let script = Transcript.folder.removingLastComponent().appending("Shells/type.py")
            let outcome = try await terminal.run(["python3", script.string, shell, done.string] + typed)
            #expect(outcome.status == 0, "\(outcome)")
            let text = FileManager.default.contents(atPath: result.string).map { String(decoding: $0, as: UTF8.self) }
            #expect(text == "fleet-of-pods\nquiet-stack\nquiet-stack\n", "\(outcome)")
        }
    }

    @Test("prints scripts that their shells can parse", arguments: ["bash", "zsh", "fish"])
    func parses(_ shell: String) async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let file = folder.appending("script")
            let script = try await terminal.must("apus completion \(shell)")
            try Data(script.utf8).write(to: URL(filePath: file.string))
            let outcome = try await terminal.run([shell, "-n", file.string])
            #expect(outcome.status == 0 && outcome.talk.isEmpty, "\(outcome)")
        }
    }
}
