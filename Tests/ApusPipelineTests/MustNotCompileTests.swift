import ApusTestKit
import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// Every file in `MustNotCompile` is a pipeline that the compiler has to refuse, at the line that ends with `// error`.
@Suite("The compiler", .timeLimit(.minutes(20)))
struct MustNotCompileTests {
    private static let folder = FilePath(#filePath).removingLastComponent().appending("MustNotCompile")

    static let names: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? [])  // none: the count check says so
        .filter { $0.hasSuffix(".swift") }.sorted()

    @Test("is asked about every mistake")
    func count() { #expect(Self.names.count == 6) }

    @Test("takes a pipeline without a mistake")
    func good() async throws {
        try await withScratchFolder { folder in
            let wrong = Self.folder.appending("TooManyInputs.swift").string
            let text = try String(contentsOf: URL(filePath: wrong), encoding: .utf8)
            let right = folder.appending("Right.swift")
            try Data(text.replacing("digits, digits", with: "digits").utf8).write(to: URL(filePath: right.string))
            let said = try await compile(right)
            #expect(said.isEmpty, "\(said)")
        }
    }

    @Test("refuses the mistake, at the line that names the step", arguments: names)
    func refuses(name: String) async throws {
        let file = Self.folder.appending(name)
        let lines = try String(contentsOf: URL(filePath: file.string), encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let wrong = try #require(lines.firstIndex { $0.hasSuffix("// error") }) + 1
        let said = try await compile(file)
        let errors = said.split(separator: "\n").filter { $0.contains("error: ") && $0.contains("\(name):") }
        #expect(!errors.isEmpty, "\(said)")
        for error in errors { #expect(error.contains("\(name):\(wrong):"), "\(said)") }
        #expect(said.contains("\"train\""), "\(said)")
    }

    /// What the compiler says about a pipeline file of a user's.
    private func compile(_ file: FilePath) async throws -> String {
        let system = "\(BuildFolder.path)/../../checkouts/swift-system/Sources/CSystem/include"
        let result = try await run(
            .name("swiftc"),
            arguments: [
                "-typecheck", "-parse-as-library", "-swift-version", "6", "-I",
                "\(BuildFolder.path)/Modules",
                "-Xcc", "-fmodule-map-file=\(system)/module.modulemap", "-Xcc", "-I\(system)", file.string,
            ],
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        return result.standardOutput + result.standardError
    }
}
