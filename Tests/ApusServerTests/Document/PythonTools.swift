import FoundationEssentials
import Subprocess
import SystemPackage

/// The Python programs that `Scripts/setup` installs for the document of the interface.
enum PythonTools {
    private static let folder: FilePath = {
        let environment = ProcessInfo.processInfo.environment
        let cache = environment["APUS_TESTBED_CACHE"] ?? "\(environment["HOME"] ?? "")/.cache/apus-testbed"
        return FilePath(cache).appending("openapi/bin")
    }()

    static var areInstalled: Bool {
        FileManager.default.isExecutableFile(atPath: folder.appending("schemathesis").string)
    }

    /// Runs a program in `folder`, and returns what it says on both streams.
    static func run(
        _ program: String, _ arguments: String..., in workingDirectory: FilePath? = nil
    ) async throws -> (succeeded: Bool, output: String) {
        let result = try await Subprocess.run(
            .path(folder.appending(program)), arguments: Arguments(arguments), workingDirectory: workingDirectory,
            output: .string(limit: 8 << 20), error: .string(limit: 1 << 20))
        return (
            result.terminationStatus.isSuccess, "\(result.standardOutput)\(result.standardError)"
        )
    }
}
