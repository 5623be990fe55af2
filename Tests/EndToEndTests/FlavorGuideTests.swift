import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

/// What the documentation tells people to type.
@Suite("The guide", .timeLimit(.minutes(20)))
struct FlavorGuideTests {
    @Test("to writing a flavor works as it is written")
    func guide() async throws {
        try await withScratchFolder { folder in
            var terminal = Terminal(home: folder.appending("home"))
            terminal.environment["PATH"] = "\(Terminal.programs):/usr/bin:/bin"
            let guide = Terminal.repository.appending("Documentation/write-a-flavor.md")
            let text = try String(contentsOf: URL(filePath: guide.string), encoding: .utf8)
            let blocks = text.split(separator: "\n```sh\n").dropFirst().map { $0.split(separator: "\n```")[0] }
            try #require(blocks.count >= 6)
            let script = "cd '\(folder)'\n" + blocks.joined(separator: "\n")
            let outcome = try await terminal.run(["sh", "-exc", script])
            #expect(outcome.status == 0, "\(outcome)")
            #expect(!outcome.output.contains("FAILED"), "\(outcome)")
            #expect(outcome.output.contains("[shout] HELLO"), "\(outcome)")
            #expect(outcome.output.components(of: "ok      killed in the middle of a write") == 2, "\(outcome)")
        }
    }
}

extension String {
    /// How often `text` is in this one.
    fileprivate func components(of text: String) -> Int {
        split(separator: text, omittingEmptySubsequences: false).count - 1
    }
}
