import ApusCore
import ApusTestKit
import FoundationEssentials
import Glibc
import SystemPackage
import Testing

@Suite("apus-step", .timeLimit(.minutes(20)))
struct StepProgramTests {
    @Test(
        "it says what is wrong, and its exit code tells whether another try may help",
        arguments: [
            ("run --run r --step s --attempt 1 --holder h", 75, "nobody keeps the run"),
            ("run --run r --step s", 64, "--attempt"),
        ])
    func failures(arguments: String, code: Int32, text: String) async throws {
        try await withScratchFolder { folder in
            let output = folder.appending("output")
            let command = "'\(BuildFolder.path.appending("apus-step"))' \(arguments) > '\(output)' 2>&1"
            let status = try await shell(command)
            #expect(status == code)
            let printed = String(decoding: try Data(contentsOf: URL(filePath: output.string)), as: UTF8.self)
            #expect(printed.contains(text))
        }
    }

    /// Runs `text` with an empty environment and returns its exit code.
    private func shell(_ text: String) async throws -> Int32 {
        let words: [String] = ["sh", "-c", text]
        let arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, "/bin/sh", nil, nil, arguments, [nil])
        if code != 0 { throw Errno(rawValue: code) }
        return try await blocking { [process] in
            var status: Int32 = 0
            waitpid(process, &status, 0)
            return status >> 8
        }
    }
}
