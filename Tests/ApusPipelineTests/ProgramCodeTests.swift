import ApusCore
import ApusImages
import ApusModel
import ApusTestKit
import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

@Suite("The digest of a program's code", .timeLimit(.minutes(20)))
struct ProgramCodeTests {
    private let source = """
        import Glibc

        func answer(_ words: [String]) -> Int { words.count + 41 }

        @main
        struct Program {
            static func main() { print("the answer is", answer(CommandLine.arguments)) }
        }
        """

    @Test("stays after a rebuild and a comment, and changes with code and constants")
    func rebuilds() async throws {
        try await withScratchFolder { folder in
            let first = try await build(source, in: folder.appending("first"))
            #expect(try await build(source, in: folder.appending("again")) == first)
            #expect(try await build(source + "\n// A remark.", in: folder.appending("remark")) == first)
            #expect(try await build(source.replacing("41", with: "42"), in: folder.appending("code")) != first)
            #expect(
                try await build(source.replacing("the answer", with: "an answer"), in: folder.appending("text"))
                    != first)
            #expect(
                try await build(source.replacing("+ 41", with: "+ words.capacity"), in: folder.appending("call"))
                    != first)
        }
    }

    @Test("is the same when the same program is linked in another folder, with another build identity")
    func folders() async throws {
        try await withScratchFolder { folder in
            let first = try await build(source, in: folder.appending("a"), ["-Xlinker", "--build-id=0x1234"])
            let second = try await build(source, in: folder.appending("b/c"), ["-Xlinker", "--build-id=0xABCD"])
            #expect(first == second)
        }
    }

    @Test("is of programs alone", arguments: ["", "#!/bin/sh\necho", "\u{7F}ELF\u{2}\u{1} and no more"])
    func refusals(text: String) async throws {
        try await withScratchFolder { folder in
            let file = folder.appending("file")
            try Data(text.utf8).write(to: URL(filePath: file.string))
            let error = #expect(throws: ApusError.self) { try ProgramCode(file) }
            #expect(error?.code == .corrupted)
        }
    }

    @Test("keeps a program as it was when it was first run, until nobody has run it for a month")
    func shelf() async throws {
        try await withScratchFolder { folder in
            _ = try await build(source, in: folder)
            let program = folder.appending("program")
            let code = try ProgramCode(program)
            let shelf = ProgramShelf(folder: folder.appending("shelf"))
            let kept = try shelf.keep(code)
            let before = FileManager.default.contents(atPath: kept.string)
            _ = try await build(source.replacing("41", with: "42"), in: folder)
            #expect(FileManager.default.contents(atPath: kept.string) == before)
            #expect(try shelf.keep(code) == kept)
            #expect(try shelf.keep(ProgramCode(program)) != kept)
            let old = [FileAttributeKey.modificationDate: Date(timeIntervalSinceNow: -31 * 86_400)]
            try FileManager.default.setAttributes(old, ofItemAtPath: kept.removingLastComponent().string)
            _ = try shelf.keep(ProgramCode(program))
            #expect(!FileManager.default.fileExists(atPath: kept.string))
        }
    }

    @Test("goes with a layer that starts the program by the libraries in it")
    func layer() async throws {
        try await withScratchFolder { folder in
            let bundle = try await ProgramBundle(ProgramCode(BuildFolder.path.appending("SwiftDigits")))
            let layer = try await bundle.layer(in: LayerCache(folder: folder.appending("layers")))
            let root = folder.appending("root")
            try FileManager.default.createDirectory(atPath: root.string, withIntermediateDirectories: true)
            try ChildProgram.run(["tar", "-xzf", layer.file.string, "-C", root.string])
            #expect(bundle.words.last == "/apus/program/bin/SwiftDigits")
            let words = bundle.words.map { $0.hasPrefix("/") ? root.string + $0 : $0 }
            let result = try await run(
                .path(FilePath(words[0])), arguments: Arguments(words.dropFirst() + ["--print-spec"]),
                environment: .custom([:]), output: .string(limit: 1 << 20), error: .string(limit: 1 << 16))
            #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
            #expect(result.standardOutput.contains(#""name":"swift-digits""#))
        }
    }

    /// Builds the program as a package manager would, and returns its digest.
    private func build(_ text: String, in folder: FilePath, _ options: [String] = []) async throws -> ContentDigest {
        try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        let file = folder.appending("Program.swift")
        try Data(text.utf8).write(to: URL(filePath: file.string))
        let program = folder.appending("program")
        let result = try await run(
            .name("swiftc"),
            arguments: Arguments(
                ["-parse-as-library", "-swift-version", "6", "-g", "-use-ld=lld", file.string, "-o", program.string]
                    + options),
            workingDirectory: folder, output: .discarded, error: .string(limit: 1 << 20))
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
        return try ProgramCode(program).digest
    }
}
