import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

/// What the tutorial tells people to write and to type. The package that it makes is not built, which takes minutes; its
/// source file is.
@Suite("The tutorial", .timeLimit(.minutes(20)))
struct SwiftTutorialTests {
    private let text: String

    init() throws {
        let page = Terminal.repository.appending("Documentation/swift-tutorial.md")
        text = try String(contentsOf: URL(filePath: page.string), encoding: .utf8)
    }

    @Test("works as it is written")
    func works() async throws {
        try await withScratchFolder { folder in
            let sources = blocks("swift")
            try #require(sources.count == 4)
            let source = folder.appending("Prices.swift")
            try Data(sources.prefix(3).joined(separator: "\n").utf8).write(to: URL(filePath: source.string))
            let programs = folder.appending(".build/debug")
            try FileManager.default.createDirectory(atPath: programs.string, withIntermediateDirectories: true)
            try await SwiftProgram.build([source], as: "Prices", to: programs.appending("Prices"))

            var terminal = Terminal(home: folder.appending("home"))
            terminal.environment["PATH"] = "\(Terminal.programs):\(PathVariable.value)"
            let typed = blocks("sh").joined(separator: "\n").replacing("swift build\n", with: "")
                .replacing("swift run Prices", with: ".build/debug/Prices")
            let outcome = try await terminal.run(["sh", "-exc", "cd '\(folder)'\n" + typed])
            #expect(outcome.status == 0, "\(outcome)")
            let prices = outcome.output.split(separator: "\n").filter { $0.hasPrefix("[report] a metre costs 4.0,") }
            #expect(prices.count == 2, "\(outcome)")
            #expect(outcome.output.contains(#""perMetre":4"#), "\(outcome)")
            #expect(outcome.output.contains("best-of-5"), "\(outcome)")
        }
    }

    @Test("has a test that compiles")
    func test() async throws {
        try await withScratchFolder { folder in
            let sources = blocks("swift")
            let program = folder.appending("Prices.swift")
            let test = folder.appending("PricesTests.swift")
            let texts = [program: sources.prefix(3).joined(separator: "\n"), test: sources[3]]
            for (file, text) in texts { try Data(text.utf8).write(to: URL(filePath: file.string)) }
            try await SwiftProgram.check([program, test], as: "Prices")
        }
    }

    /// What stands in the blocks of that language.
    private func blocks(_ language: String) -> [String] {
        text.split(separator: "\n```\(language)\n").dropFirst().map { String($0.split(separator: "\n```")[0]) }
    }
}
