import ApusModel
import ApusTestKit
import ApusWire
import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// A user's terminal: a home of its own in a scratch folder, and the programs of this build.
struct Terminal: Sendable {
    /// What a command did.
    struct Outcome: Sendable, CustomStringConvertible {
        let command: String
        let status: Int32
        let output: String
        let talk: String

        var description: String { "$ \(command)\n\(output)\(talk)exit code \(status)" }

        /// Standard output as JSON.
        func json() throws -> JSONValue { try CanonicalJSON.decode(JSONValue.self, from: Data(output.utf8)) }
    }

    /// The folder with the programs: those of a release build when `Scripts/test` made one, else those built with the
    /// tests.
    static let programs =
        ProcessInfo.processInfo.environment["APUS_TEST_PROGRAMS"].map { FilePath($0) } ?? BuildFolder.path
    static let repository = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()

    let home: FilePath
    /// Differs from terminal to terminal.
    var mark: String { home.removingLastComponent().lastComponent?.string.lowercased() ?? "home" }
    var environment: [String: String] = [:]

    /// Runs a command with the words of `line`, which are parted at spaces.
    @discardableResult
    func run(_ line: String, input: String = "") async throws -> Outcome {
        try await run(line.split(separator: " ").map(String.init), input: input)
    }

    @discardableResult
    func run(_ words: [String], input: String = "") async throws -> Outcome {
        var variables: [Environment.Key: String?] = [
            "APUS_HOME": home.string, "NO_COLOR": "1", "KUBECONFIG": nil, "APUS_API_KEY": nil,
        ]
        // The system's Python has the packages that the examples need.
        variables["PATH"] = "/usr/bin:/bin:" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
        for (name, value) in environment { variables[Environment.Key(stringLiteral: name)] = value }
        let program = words[0] == "apus" ? Executable.path(Self.programs.appending("apus")) : .name(words[0])
        let result = try await Subprocess.run(
            program, arguments: Arguments(Array(words.dropFirst())), environment: .inherit.updating(variables),
            workingDirectory: Self.repository,
            input: .fileDescriptor(StandardInput.holding(input), closeAfterSpawningProcess: true),
            output: .string(limit: 64 << 20),  // a namespace that is old has much
            error: .string(limit: 8 << 20))
        let status: Int32 =
            switch result.terminationStatus {
            case .exited(let code): code
            case .signaled(let signal): 128 + signal
            }
        return Outcome(
            command: words.joined(separator: " "), status: status, output: result.standardOutput,
            talk: result.standardError)
    }

    /// Runs a command on a terminal of its own, where a person types `answers`, a line each. What the command says there
    /// is the output.
    func converse(_ line: String, answers: [String]) async throws -> Outcome {
        let command = line.replacing("apus ", with: "\(Self.programs.appending("apus")) ", maxReplacements: 1)
        return try await run(
            ["sh", "-c", #"printf '%s\n' "$@" | script -qec "$0" /dev/null"#, command] + answers)
    }

    /// Runs a command that has to succeed, and returns its standard output.
    @discardableResult
    func must(_ line: String) async throws -> String {
        try await must(line.split(separator: " ").map(String.init))
    }

    @discardableResult
    func must(_ words: [String]) async throws -> String {
        let outcome = try await run(words)
        try #require(outcome.status == 0, "\(outcome)")
        return outcome.output
    }
}
