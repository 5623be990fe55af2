import ApusTestKit
import FoundationEssentials
import SystemPackage
import Testing

@Suite("New pipelines", .timeLimit(.minutes(20)))
struct PipelineNewTests {
    @Test("in YAML run at once")
    func yaml() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            try await terminal.must("apus pipeline new means --folder \(folder)/means")
            let outcome = try await terminal.run("apus pipeline run \(folder)/means/pipeline.yaml")
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.output.contains("[summarise] the mean is 3.75"), "\(outcome)")
            let again = try await terminal.run("apus pipeline new means --folder \(folder)/means")
            #expect(again.status == 4, "\(again)")
        }
    }

    @Test("in Swift build and run")
    func swift() async throws {
        try await withScratchFolder { folder in
            let terminal = Terminal(home: folder.appending("home"))
            try await terminal.must("apus pipeline new my-means --lang swift --folder \(folder)/means")
            let program = folder.appending("program")
            try await SwiftProgram.build(
                [folder.appending("means/Sources/MyMeans/MyMeans.swift")], as: "MyMeans", to: program)
            let outcome = try await terminal.run("apus pipeline run \(program) -p factor=2")
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.output.contains("[report] the mean is 5.0"), "\(outcome)")
            #expect(FileManager.default.fileExists(atPath: "\(folder)/means/Tests/MyMeansTests/MyMeansTests.swift"))
            let manifest = try await terminal.run(
                "env APUS_PACKAGE=\(Terminal.repository) swift package --package-path \(folder)/means dump-package")
            #expect(manifest.status == 0 && manifest.output.contains("/Scripts/link"), "\(manifest)")
        }
    }

    @Test("as the documentation has them build and run")
    func documented() async throws {
        try await withScratchFolder { folder in
            let page = Terminal.repository.appending("Documentation/swift-pipelines.md")
            let text = try String(contentsOf: URL(filePath: page.string), encoding: .utf8)
            let code = try #require(
                text.split(separator: "\n```swift\n").dropFirst().first?.split(separator: "\n```").first)
            let source = folder.appending("Means.swift")
            try Data(code.utf8).write(to: URL(filePath: source.string))
            let program = folder.appending("Means")
            try await SwiftProgram.build([source], as: "Means", to: program)
            let terminal = Terminal(home: folder.appending("home"))
            let outcome = try await terminal.run("apus pipeline run \(program) -p factor=2")
            #expect(outcome.status == 0, "\(outcome)")
            #expect(outcome.output.contains("[report] the mean is 5.0"), "\(outcome)")
        }
    }
}
