import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("Manual and reference")
struct OutputReferenceTests {
    @Test("every manual page renders without a warning, and names its command")
    func manual() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let pages = folder.appending("man1")
            try await terminal.must("apus manual --directory \(pages)")
            let names = try FileManager.default.contentsOfDirectory(atPath: pages.string).sorted()
            #expect(names.contains("apus.1") && names.contains("apus-stack-set.1") && names.count > 40, "\(names)")
            let files = names.map { pages.appending($0).string }
            let rendered = try await terminal.run(["groff", "-man", "-ww", "-Kutf8", "-Tutf8", "-P-cbou"] + files)
            #expect(rendered.status == 0 && rendered.talk.isEmpty, "\(rendered)")
            for name in names {
                let heading = "\(name.dropLast(2).uppercased())(1)"
                #expect(rendered.output.contains(heading), "no page says \(heading)")
            }
            let shown = try await terminal.run(["man", "--warnings", "-l", files[0]])
            #expect(shown.status == 0 && shown.talk.isEmpty && shown.output.contains("SYNOPSIS"), "\(shown)")
            let one = try await terminal.must("apus manual stack set")
            let kept = FileManager.default.contents(atPath: pages.appending("apus-stack-set.1").string)
            #expect(Data(one.utf8) == kept)
        }
    }

    @Test("the generated pages in Documentation are those that the code makes now")
    func pages() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let made = folder.appending("pages")
            try await terminal.must("apus reference --markdown \(made)")
            let kept = Terminal.repository.appending("Documentation")
            let remedy = "to renew it: apus reference --markdown Documentation"
            let fresh = try files(below: made)
            for (path, text) in fresh {
                let old = FileManager.default.contents(atPath: kept.pushing(FilePath(path)).string)
                #expect(old == text, "Documentation/\(path) is stale; \(remedy)")
            }
            for part in ["flavors", "connector-types"] {
                for path in try files(below: kept.appending(part)).keys {
                    #expect(
                        fresh["\(part)/\(path)"] != nil, "Documentation/\(part)/\(path) describes nothing; remove it")
                }
            }
            #expect(fresh.keys.contains("flavors/orchestrator-kubernetes.md") && fresh.keys.contains("cli.md"))
        }
    }

    @Test("the exit codes in the manual are those of the page on exit codes")
    func exitCodes() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            let page = try String(
                contentsOf: URL(filePath: Terminal.repository.appending("Documentation/exit-codes.md").string),
                encoding: .utf8)
            let manual = try await terminal.must("apus manual")
            for line in page.split(separator: "\n").prefix(while: { !$0.hasPrefix("# Exit codes of `apus-step`") }) {
                let cells = line.split(separator: "|").map(\.trimmedText)
                guard cells.count == 2, Int(cells[0]) != nil else { continue }
                let meaning = cells[1].replacing("`", with: "'").replacing("'", with: "\\(aq").replacing(
                    "-", with: "\\-")
                #expect(manual.contains(".B \(cells[0])\n\(meaning)\n"), "\(cells)")
            }
        }
    }

    private func files(below folder: FilePath) throws -> [String: Data] {
        var found: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder.string) where path.hasSuffix(".md") {
            found[path] = FileManager.default.contents(atPath: folder.pushing(FilePath(path)).string)
        }
        return found
    }
}

extension Substring {
    fileprivate var trimmedText: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
