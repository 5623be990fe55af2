import ApusTestKit
import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

@Suite("A step in a process of its own", .timeLimit(.minutes(20)))
struct StepProcessTests {
    @Test(
        "goes on where its function goes on",
        arguments: [("main-actor", "on the main actor\n", nil), ("children", "output 'sum' is at", "5050")])
    func executors(step: String, said: String, sum: String?) async throws {
        try await withScratchFolder { folder in
            let result = try await run(
                .path(program), arguments: arguments(step, folder), output: .string(limit: 1 << 16),
                error: .string(limit: 1 << 16))
            #expect(result.terminationStatus == .exited(0), "\(result)")
            #expect(result.standardOutput.hasPrefix(said), "\(result)")
            let file = folder.appending("sum").string
            let kept = try? String(decoding: Data(contentsOf: URL(filePath: file)), as: UTF8.self)
            #expect(kept == sum)
        }
    }

    @Test(
        "is cancelled by SIGTERM, also while it is busy, and ends as its function does",
        arguments: [("busy", "begun\nasked to stop\n", 143), ("asleep", "begun\n", 143), ("deaf", "begun\n", 0)])
    func stopping(step: String, said: String, code: Int32) async throws {
        try await withScratchFolder { folder in
            var text = ""
            let result = try await run(
                .path(program), arguments: arguments(step, folder), input: .none, output: .sequence, error: .discarded
            ) { execution in
                for try await line in execution.standardOutput.strings() {
                    if text.isEmpty { try execution.send(signal: .terminate) }
                    text += line + "\n"
                }
            }
            #expect(text == said)
            #expect(result.terminationStatus == .exited(code))
        }
    }

    private var program: FilePath { BuildFolder.path.appending("StepExample") }

    private func arguments(_ step: String, _ folder: FilePath) -> Arguments {
        ["--step", step, "--inputs", folder.string, "--outputs", folder.string]
    }
}
