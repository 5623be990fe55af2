import ApusModel
import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Forms of results")
struct OutputFormsTests {
    @Test("a list is the same in JSON, YAML, CSV, wide and by name, whole or by columns")
    func lists() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            try await terminal.must("apus orchestrator register k8s --flavor kubernetes --label team=vision,nlp")
            let whole = try await terminal.run("apus orchestrator list --name k8s -o json").json()
            #expect(whole["total"] == 1)
            let item = try #require(whole["items"]?.arrayValue?.first)
            #expect(item["name"] == "k8s" && item["flavor"] == "kubernetes" && item["active"] == false)
            let described = try await terminal.run("apus orchestrator describe k8s -o json").json()
            for (key, value) in described.objectValue ?? [:] { #expect(item[key] == value, "\(key)") }

            let some = "apus orchestrator list --sort-by desc:name --columns name,active,created-at"
            let columns = try await terminal.run("\(some) -o json").json()
            let keys = columns["items"]?.arrayValue?.map { $0.objectValue?.keys.sorted() }
            #expect(keys == [["active", "createdAt", "name"], ["active", "createdAt", "name"]])
            let csv = try await terminal.must("\(some),labels -o csv").split(separator: "\n")
            #expect(csv.first == "name,active,createdAt,labels")
            #expect(csv.dropFirst().first?.hasPrefix("k8s,false,20") == true)
            #expect(csv.dropFirst().first?.hasSuffix("Z,\"team=vision,nlp\"") == true)
            #expect(try await terminal.must("\(some) -o csv --no-headers").split(separator: "\n").count == 2)
            #expect(try await terminal.must("\(some) -o name") == "k8s\ndefault\n")
            let yaml = try await terminal.must("\(some) -o yaml")
            #expect(yaml.contains("total: 2") && yaml.contains("name: k8s"), "\(yaml)")
            let wide = try await terminal.must("apus orchestrator list -o wide")
            #expect(wide.hasPrefix("ACTIVE  NAME") && wide.contains("team=vision,nlp"), "\(wide)")
        }
    }

    @Test("a page says how many there are, and which page it is")
    func pages() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            for number in 1...4 { try await terminal.must("apus artifact-store register a\(number) --flavor local") }
            let second = try await terminal.run("apus artifact-store list --size 2 --page 2 -o json").json()
            #expect(second["total"] == 5 && second["page"] == 2 && second["size"] == 2)
            #expect(second["items"]?.arrayValue?.map { $0["name"] } == ["a3", "a4"])
            let table = try await terminal.run("apus artifact-store list --size 2 --page 2")
            #expect(table.talk == "Page 2 of 3, 5 artifact stores in all.\n", "\(table)")
            let none = try await terminal.run("apus artifact-store list --name contains:z")
            #expect(none.status == 0 && none.talk == "None of 5 artifact stores matches.\n", "\(none)")
            let quiet = try await terminal.run("apus artifact-store list --size 2 --page 2 --quiet")
            #expect(quiet.talk.isEmpty && quiet.output == table.output, "\(quiet)")
        }
    }

    @Test("runs are filtered over all of their pages, and their list goes on where it ended")
    func runs() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            for name in ["one", "two", "one", "one"] {
                let file = folder.appending("\(name).yaml")
                let text = "name: \(name)\nsteps:\n  a: {run: \"\(name == "two" ? "false" : "true")\"}\n"
                try Data(text.utf8).write(to: URL(filePath: file.string))
                _ = try await terminal.run("apus pipeline run \(file)")
            }
            #expect(try await listed("--status failed", terminal).names == ["two"])
            #expect(try await listed("--pipeline startswith:t", terminal).names == ["two"])
            #expect(try await listed("--status oneof:succeeded,failed", terminal).names.count == 4)
            var seen: [String] = []
            var page = try await listed("--pipeline endswith:ne --limit 2", terminal)
            seen += page.names
            let cursor = try #require(page.next)
            page = try await listed("--pipeline endswith:ne --limit 2 --cursor \(cursor)", terminal)
            seen += page.names
            #expect(seen == ["one", "one", "one"] && page.next == nil)
        }
    }

    @Test("results and talk keep apart, --quiet keeps talk back but no error, and colours come when they are forced")
    func talk() async throws {
        try await withScratchFolder { folder in
            var terminal = Terminal(home: folder.appending("home"))
            let loud = try await terminal.run("apus stack set default")
            #expect(loud.output.isEmpty && loud.talk == "Active stack: 'default'.\n")
            let quiet = try await terminal.run("apus -q stack set default")
            #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.talk.isEmpty)
            let error = try await terminal.run("apus stack set nothing --quiet")
            #expect(error.status == 3 && error.talk.hasPrefix("error: there is no stack 'nothing'"))
            terminal.environment["NO_COLOR"] = ""
            terminal.environment["CLICOLOR_FORCE"] = "1"
            #expect(try await terminal.must("apus stack list").hasPrefix("\u{1B}[1mACTIVE"))
            #expect(try await terminal.must("apus stack list --no-color").hasPrefix("ACTIVE"))
        }
    }

    @Test("a table fits the terminal, says what it leaves out, and is coloured there alone")
    func terminals() async throws {
        try await withScratchFolder { folder in
            var terminal = Terminal(home: folder.appending("home"))
            terminal.environment["NO_COLOR"] = ""
            terminal.environment["TERM"] = "xterm"
            terminal.environment["COLUMNS"] = "30"
            let command = "\(Terminal.programs.appending("apus")) stack list"
            let narrow = try await terminal.run(["script", "-qec", command, "/dev/null"])
            #expect(narrow.output.contains("\u{1B}[1mACTIVE  NAME     ORCHESTRATOR\u{1B}[0m"), "\(narrow)")
            #expect(narrow.output.contains("Left out, the terminal is too narrow: artifact store, container registry."))
            terminal.environment["TERM"] = "dumb"
            let dumb = try await terminal.run(["script", "-qec", command, "/dev/null"])
            #expect(!dumb.output.contains("\u{1B}"), "\(dumb)")
            let piped = try await terminal.must("apus stack list")
            #expect(piped.hasPrefix("ACTIVE  NAME     ORCHESTRATOR  ARTIFACT STORE  CONTAINER REGISTRY\n"), "\(piped)")
        }
    }

    @Test("help of a registration shows the options of the flavor or method that is named")
    func declaredHelp() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let help = try await terminal.must("apus artifact-store register -f s3 --help")
            #expect(
                help.contains("--path=<string>") && help.contains("required; such as s3://bucket/prefix"), "\(help)")
            #expect(help.contains("--region=<string>") && help.contains("(default: us-east-1)"), "\(help)")
            #expect(help.contains("--addressing=<path|virtual>") && help.contains("secret"), "\(help)")
            let open = try await terminal.must("apus artifact-store register --help")
            #expect(open.contains("Flavors: local, s3."), "\(open)")
            let method = try await terminal.must(
                "apus service-connector register --type=kubernetes -a token --help")
            #expect(method.contains("--server=<string>"), "\(method)")
            let methods = try await terminal.must("apus service-connector register --type kubernetes --help")
            #expect(methods.contains("Methods of type 'kubernetes': token ("), "\(methods)")
        }
    }

    private func listed(_ words: String, _ terminal: Terminal) async throws -> (names: [String], next: String?) {
        let page = try await terminal.run("apus run list \(words) -o json").json()
        let names = page["items"]?.arrayValue?.compactMap { $0["pipeline"]?.stringValue } ?? []
        return (names, page["next"]?.stringValue)
    }
}
